package io.weft.local;

import io.weft.model.ChannelId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.WriterSetup;

/** Where there is one TaskManager, all channels are inside it. */
final class NoRemoteChannels implements Channels {

    @Override
    public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) {
        throw new IllegalStateException("There is no other TaskManager for " + id + " to go to");
    }

    @Override
    public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) {
        throw new IllegalStateException("There is no other TaskManager for " + id + " to come from");
    }
}
