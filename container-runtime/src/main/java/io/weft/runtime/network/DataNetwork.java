package io.weft.runtime.network;

import io.netty.channel.Channel;
import io.weft.model.ChannelId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.WriterSetup;
import io.weft.transport.ApplicationSecret;
import io.weft.transport.Credentials;
import io.weft.transport.NetworkThreads;
import io.weft.transport.SecureConnector;
import io.weft.transport.SecureServer;
import io.weft.transport.Service;
import io.weft.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A TaskManager's channels to and from other TaskManagers. The consumer's TaskManager connects to the producer's; one connection serves
 * all channels from one to the other. Each channel has its own credits, so a slow task holds up nobody else's channels.
 */
public final class DataNetwork implements Channels, AutoCloseable {

    private final String self;
    private final DataNetworkSettings settings;
    private final SegmentPool sendPool;
    private final SegmentPool receivePool;
    private final OutgoingChannels outgoing;
    private final ConcurrentMap<TaskManagerLocation, ConsumerEnd> connections = new ConcurrentHashMap<>();
    private final SecureServer server;
    private final SecureConnector connector;

    /**
     * Listens from now on.
     *
     * @param self this TaskManager's name in error messages
     * @param address port 0 takes any free one; see {@link #address()}
     * @throws IOException if the address cannot be bound
     */
    public DataNetwork(
            String self,
            NetworkThreads threads,
            InetSocketAddress address,
            ApplicationSecret secret,
            TransportSettings transport,
            DataNetworkSettings settings)
            throws IOException {
        this.self = self;
        this.settings = settings;
        this.sendPool = new SegmentPool(settings.sendSegments());
        this.receivePool = new SegmentPool(settings.receiveSegments());
        this.outgoing = new OutgoingChannels(sendPool);
        Credentials credentials = new Credentials(secret, Service.DATA);
        this.connector = new SecureConnector(threads, credentials, transport);
        this.server = new SecureServer(threads, address, credentials, transport, this::onConsumer);
    }

    /** The address that other TaskManagers connect to. */
    public InetSocketAddress address() {
        return server.address();
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

    /** Closes all connections: tasks that use them fail. Must not be called on a network thread. */
    @Override
    public void close() {
        server.close();
        for (ConsumerEnd end : connections.values()) {
            end.connection().run(() -> end.connection().fail("this TaskManager is ending", null));
        }
        sendPool.close();
        receivePool.close();
    }

    /** How many segments hold data at the moment, of both directions: for people and tests. */
    public int segmentsInUse() {
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
        DataConnection connection = fresh.connection();
        var unused = connector
                .connect(InetSocketAddress.createUnresolved(producer.host(), producer.dataPort()), channel -> {
                    connection.attach(channel);
                    return channel;
                })
                .whenComplete((channel, failure) -> {
                    if (failure != null) {
                        connection.fail(failure.getMessage(), failure);
                    }
                });
        return fresh;
    }

    /** A consumer's TaskManager has connected. Network thread. */
    private void onConsumer(Channel channel) {
        new ProducerEnd(self, channel, settings, outgoing).connection().attach(channel);
    }
}
