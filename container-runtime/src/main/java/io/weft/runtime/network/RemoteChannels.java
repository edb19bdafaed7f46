package io.weft.runtime.network;

import io.netty.channel.Channel;
import io.weft.model.ChannelId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.WriterSetup;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/**
 * A TaskManager's channels to and from other TaskManagers, whoever makes the connections. One connection serves all channels from one
 * TaskManager to another, and the consumer's makes it. Thread-safe.
 */
final class RemoteChannels implements Channels, AutoCloseable {

    private final String self;
    private final DataNetworkSettings settings;
    private final BiConsumer<TaskManagerLocation, DataConnection> connector;
    private final SegmentPool sendPool;
    private final SegmentPool receivePool;
    private final OutgoingChannels outgoing;
    private final ConcurrentMap<TaskManagerLocation, ConsumerEnd> connections = new ConcurrentHashMap<>();

    /**
     * @param self this TaskManager's name in error messages
     * @param connector connects to a producer's TaskManager some time, and attaches the connection or fails it
     */
    RemoteChannels(
            String self, DataNetworkSettings settings, BiConsumer<TaskManagerLocation, DataConnection> connector) {
        this.self = self;
        this.settings = settings;
        this.connector = connector;
        this.sendPool = new SegmentPool(settings.sendSegments());
        this.receivePool = new SegmentPool(settings.receiveSegments());
        this.outgoing = new OutgoingChannels(sendPool);
    }

    @Override
    public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) {
        OutgoingChannel channel = outgoing.produce(id, setup.producer().doorbell());
        Runnable onClose = () -> outgoing.remove(channel);
        return setup.copies().create(ChannelWriter.class, RemoteWriter.class, channel, setup, onClose);
    }

    @Override
    public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) throws IOException {
        int segments = reserve(id);
        ConsumerEnd end = connectionTo(producer);
        IncomingChannel channel = end.open(id, segments, setup);
        Runnable onClose = () -> end.close(channel);
        return setup.copies()
                .create(ChannelReader.class, RemoteReader.class, channel, segments, setup.serializer(), onClose);
    }

    /** Ends all connections: tasks that use them fail. */
    @Override
    public void close() {
        for (ConsumerEnd end : connections.values()) {
            end.connection().run(() -> end.connection().fail("this TaskManager is ending", null));
        }
        sendPool.close();
        receivePool.close();
    }

    /** How many segments hold data at the moment, of both directions: for people and tests. */
    int segmentsInUse() {
        return sendPool.taken() + receivePool.taken();
    }

    /** One segment for sure, and one more if there is one: it is on its way while the other is read. */
    private int reserve(ChannelId id) throws IOException {
        if (receivePool.reserveGuaranteed(IncomingChannel.OWN_SEGMENTS)) {
            return IncomingChannel.OWN_SEGMENTS + (receivePool.tryReserve() ? 1 : 0);
        }
        throw new IOException("Network memory is used up: " + self + " has " + settings.receiveSegments()
                + " segments of " + Segment.SIZE_BYTES / 1024
                + " KiB to receive into, every channel needs one, and none is "
                + "left for " + id + ". Raise 'taskmanager.memory.network.size', or lower the job's parallelism.");
    }

    private ConsumerEnd connectionTo(TaskManagerLocation producer) {
        ConsumerEnd known = connections.get(producer);
        if (known != null) {
            return known;
        }
        String peer = producer.id() + " at " + producer.host() + ":" + producer.dataPort();
        ConsumerEnd fresh =
                new ConsumerEnd(self, peer, settings, receivePool, end -> connections.remove(producer, end));
        known = connections.putIfAbsent(producer, fresh);
        if (known != null) {
            return known;
        }
        connector.accept(producer, fresh.connection());
        return fresh;
    }

    /** A consumer's TaskManager has connected. Network thread. */
    void onConsumer(Channel channel) {
        new ProducerEnd(self, channel, settings, outgoing).connection().attach(channel);
    }
}
