package io.weft.runtime.channel;

import io.weft.model.ChannelId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import java.io.IOException;

/** Channels inside this TaskManager if the other end is here, else through the network. */
public record RoutedChannels(TaskManagerId self, Channels local, Channels remote) implements Channels {

    @Override
    public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) throws IOException {
        return route(consumer).writer(id, consumer, setup);
    }

    @Override
    public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) throws IOException {
        return route(producer).reader(id, producer, setup);
    }

    private Channels route(TaskManagerLocation other) {
        return other.id().equals(self) ? local : remote;
    }
}
