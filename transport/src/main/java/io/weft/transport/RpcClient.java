package io.weft.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Makes {@link Connection}s to {@link RpcServer}s. Holds none itself. Thread-safe. */
public final class RpcClient {

    private final SecureConnector connector;
    private final TransportSettings settings;
    private final MessageCodec codec;

    public RpcClient(NetworkThreads threads, ApplicationSecret secret, TransportSettings settings) {
        this.connector = new SecureConnector(threads, new Credentials(secret, Service.CONTROL), settings);
        this.settings = settings;
        this.codec = MessageCodec.forFramesUpTo(settings.maxFrameBytes());
    }

    /**
     * Connects, once. The handler's {@code onOpen} is called before the future completes.
     *
     * @return fails with {@link HandshakeException} if one end refuses the other, with {@link java.net.ConnectException} if the host
     *     does because nobody listens there, with another {@link java.io.IOException} if there is no connection; the handler is not
     *     called then
     */
    public CompletableFuture<Connection> connect(InetSocketAddress address, ConnectionHandler handler) {
        return connector.connect(address, channel -> RpcHandler.install(channel, codec, settings, handler));
    }
}
