package io.weft.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.weft.transport.Handshake.Side;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Connects to {@link SecureServer}s. Holds no connection itself. Thread-safe. */
public final class SecureConnector {

    private final NetworkThreads threads;
    private final Credentials credentials;
    private final TransportSettings settings;

    public SecureConnector(NetworkThreads threads, Credentials credentials, TransportSettings settings) {
        this.threads = threads;
        this.credentials = credentials;
        this.settings = settings;
    }

    /**
     * Connects and proves both ends to each other.
     *
     * @param onAuthenticated called on the channel's thread when the other end is proved; it adds its handlers to the pipeline, which
     *     then get every byte that follows, and its result completes the future
     * @return fails with {@link HandshakeException} if one end refuses the other, with {@link ConnectException} if the host does because
     *     nobody listens there, with another {@link IOException} if there is no connection
     */
    public <T> CompletableFuture<T> connect(InetSocketAddress address, Function<Channel, T> onAuthenticated) {
        CompletableFuture<T> result = new CompletableFuture<>();
        ChannelFuture connected = new Bootstrap()
                .group(threads.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.connectTimeoutMs())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Handshake handshake = new Handshake(Side.CLIENT, credentials);
                        HandshakeHandler.install(
                                channel, handshake, settings.handshakeTimeoutMs(), outcome(result, onAuthenticated));
                    }
                })
                .connect(resolved(address));
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                result.completeExceptionally(failure(address, done.cause()));
            }
        });
        return result;
    }

    private static IOException failure(InetSocketAddress address, Throwable cause) {
        String message = "Cannot connect to " + address + ": " + cause.getMessage();
        // Netty's timeouts are ConnectExceptions too.
        if (cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException)) {
            ConnectException refused = new ConnectException(message);
            refused.initCause(cause);
            return refused;
        }
        return new IOException(message, cause);
    }

    /** Named anew at each attempt: a host may have moved since the address was made. */
    private static InetSocketAddress resolved(InetSocketAddress address) {
        return InetSocketAddress.createUnresolved(address.getHostString(), address.getPort());
    }

    private static <T> HandshakeHandler.Outcome outcome(
            CompletableFuture<T> result, Function<Channel, T> onAuthenticated) {
        return new HandshakeHandler.Outcome() {
            @Override
            public void authenticated(Channel channel) {
                try {
                    result.complete(onAuthenticated.apply(channel));
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                    throw e;
                }
            }

            @Override
            public void refused(Channel channel, HandshakeException cause) {
                result.completeExceptionally(cause);
            }
        };
    }
}
