package io.weft.transport;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Accepts {@link Connection}s from whoever knows the application's secret. */
public final class RpcServer implements AutoCloseable {

    private final SecureServer server;

    /**
     * Listens from now on.
     *
     * @param address port 0 takes any free one; see {@link #address()}
     * @param handler serves all connections
     * @throws IOException if the address cannot be bound
     */
    public RpcServer(
            NetworkThreads threads,
            InetSocketAddress address,
            ApplicationSecret secret,
            TransportSettings settings,
            ConnectionHandler handler)
            throws IOException {
        MessageCodec codec = MessageCodec.forFramesUpTo(settings.maxFrameBytes());
        this.server = new SecureServer(
                threads,
                address,
                new Credentials(secret, Service.CONTROL),
                settings,
                channel -> RpcHandler.install(channel, codec, settings, handler));
    }

    /** The address that clients connect to. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Stops listening and closes every connection. Must not be called on a network thread. */
    @Override
    public void close() {
        server.close();
    }
}
