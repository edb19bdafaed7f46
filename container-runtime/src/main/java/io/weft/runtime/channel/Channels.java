package io.weft.runtime.channel;

import io.weft.model.ChannelId;
import io.weft.model.TaskManagerLocation;
import java.io.IOException;

/**
 * Where tasks get their ends of channels. The two ends may come in any order. There is one implementation for channels inside a
 * TaskManager and one for channels to others. Thread-safe.
 */
public interface Channels {

    /** @param consumer where the consuming task runs */
    ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) throws IOException;

    /**
     * Does not wait for the producer.
     *
     * @param producer where the producing task runs
     */
    ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) throws IOException;
}
