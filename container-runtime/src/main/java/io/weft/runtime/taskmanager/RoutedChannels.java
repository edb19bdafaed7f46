package io.weft.runtime.taskmanager;

import io.weft.model.ChannelId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.WriterSetup;
import java.io.IOException;

/** Channels inside this TaskManager if the other end is here, else through the network. */
record RoutedChannels(TaskManagerId self, Channels local, Channels remote) implements Channels {

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
