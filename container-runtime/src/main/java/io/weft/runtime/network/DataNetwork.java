package io.weft.runtime.network;

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

/**
 * A TaskManager's channels to and from other TaskManagers. The consumer's TaskManager connects to the producer's; one connection serves
 * all channels from one to the other. Each channel has its own credits, so a slow task holds up nobody else's channels.
 */
public final class DataNetwork implements Channels, AutoCloseable {

    private final RemoteChannels channels;
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
        Credentials credentials = new Credentials(secret, Service.DATA);
        this.channels = new RemoteChannels(self, settings, this::connect);
        this.connector = new SecureConnector(threads, credentials, transport);
        this.server = new SecureServer(threads, address, credentials, transport, channels::onConsumer);
    }

    /** The address that other TaskManagers connect to. */
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) {
        return channels.writer(id, consumer, setup);
    }

    @Override
    public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) throws IOException {
        return channels.reader(id, producer, setup);
    }

    /** Closes all connections: tasks that use them fail. Must not be called on a network thread. */
    @Override
    public void close() {
        server.close();
        channels.close();
    }

    /** How many segments hold data at the moment, of both directions: for people and tests. */
    public int segmentsInUse() {
        return channels.segmentsInUse();
    }

    private void connect(TaskManagerLocation producer, DataConnection connection) {
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
    }
}
