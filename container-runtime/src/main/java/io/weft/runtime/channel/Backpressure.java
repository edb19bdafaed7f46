package io.weft.runtime.channel;

import java.io.IOException;

/** What a writer does in the middle of a call when too much waits in it already. */
@FunctionalInterface
public interface Backpressure {

    /**
     * Returns when {@link ChannelWriter#drain()} of that writer has been true. Runs on the producing task's thread.
     *
     * @throws RuntimeException if the task is cancelled meanwhile
     */
    void awaitRoom(ChannelWriter writer) throws IOException;
}
