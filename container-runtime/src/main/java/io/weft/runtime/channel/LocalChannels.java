package io.weft.runtime.channel;

import io.weft.model.ChannelId;
import io.weft.model.TaskManagerLocation;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The channels inside one TaskManager. */
public final class LocalChannels implements Channels {

    private final ConcurrentMap<ChannelId, LocalChannel> channels = new ConcurrentHashMap<>();

    @Override
    public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) {
        LocalChannel channel = channels.computeIfAbsent(id, unknown -> new LocalChannel());
        channel.attachProducer(setup.producer().doorbell());
        Runnable remove = () -> channels.remove(id, channel);
        return setup.copies().create(ChannelWriter.class, LocalWriter.class, channel, setup, remove);
    }

    @Override
    public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) {
        LocalChannel channel = channels.computeIfAbsent(id, unknown -> new LocalChannel());
        channel.attachConsumer(setup.consumer(), setup.announcements());
        return new LocalReader(channel, () -> channels.remove(id, channel));
    }

    /** How many channels are known: for people and tests. */
    public int size() {
        return channels.size();
    }
}
