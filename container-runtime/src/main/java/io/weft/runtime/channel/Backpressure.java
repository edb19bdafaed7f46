package io.weft.runtime.channel;

import java.io.IOException;

/** How a writer tells its task that it has no room. Called on the producing task's thread. */
public interface Backpressure {

    /** A writer begins to hold something back: the task takes no further input until {@link ChannelWriter#drain()} is true. */
    void onBlocked();

    /**
     * Called in the middle of a write, when too much is held back already. Returns when {@link ChannelWriter#drain()} of that writer
     * has been true.
     *
     * @throws RuntimeException if the task is cancelled meanwhile
     */
    void awaitRoom(ChannelWriter writer) throws IOException;
}
