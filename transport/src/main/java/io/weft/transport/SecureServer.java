package io.weft.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.weft.model.Clock;
import io.weft.transport.Handshake.Side;
import io.weft.transport.HandshakeException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a port and lets in only who knows the application's secret. Everyone else is disconnected and logged, which costs the
 * process nothing but a bounded number of sockets.
 */
public final class SecureServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecureServer.class);
    private static final int BACKLOG = 1024;

    private final Credentials credentials;
    private final TransportSettings settings;
    private final Refusals refusals;
    private final Consumer<Channel> onAuthenticated;
    private final AtomicInteger unauthenticated = new AtomicInteger();
    private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Channel listening;

    /**
     * Listens from now on.
     *
     * @param address port 0 takes any free one; see {@link #address()}
     * @param onAuthenticated called on the channel's thread when the other end is proved; it adds its handlers to the pipeline, which
     *     then get every byte that follows
     * @throws IOException if the address cannot be bound
     */
    public SecureServer(
            NetworkThreads threads,
            InetSocketAddress address,
            Credentials credentials,
            TransportSettings settings,
            Consumer<Channel> onAuthenticated)
            throws IOException {
        this(threads, address, credentials, settings, onAuthenticated, new Refusals(Clock.SYSTEM, LOG::warn));
    }

    SecureServer(
            NetworkThreads threads,
            InetSocketAddress address,
            Credentials credentials,
            TransportSettings settings,
            Consumer<Channel> onAuthenticated,
            Refusals refusals)
            throws IOException {
        this.credentials = credentials;
        this.settings = settings;
        this.refusals = refusals;
        this.onAuthenticated = onAuthenticated;
        ChannelFuture bound = new ServerBootstrap()
                .group(threads.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new Welcome())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "Cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        this.listening = bound.channel();
    }

    /** The address that clients connect to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Stops listening and closes every accepted connection. Must not be called on a network thread. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        accepted.close().awaitUninterruptibly();
    }

    private final class Welcome extends ChannelInitializer<Channel> implements HandshakeHandler.Outcome {

        @Override
        protected void initChannel(Channel channel) {
            accepted.add(channel);
            if (unauthenticated.incrementAndGet() > settings.maxUnauthenticated()) {
                refused(channel, new HandshakeException(Reason.TOO_MANY, tooMany(channel)));
                var unused = channel.close();
                return;
            }
            Handshake handshake = new Handshake(Side.SERVER, credentials);
            HandshakeHandler.install(channel, handshake, settings.handshakeTimeoutMs(), this);
        }

        @Override
        public void authenticated(Channel channel) {
            unauthenticated.decrementAndGet();
            onAuthenticated.accept(channel);
        }

        @Override
        public void refused(Channel channel, HandshakeException cause) {
            unauthenticated.decrementAndGet();
            refusals.refused(channel.remoteAddress(), cause);
        }

        private String tooMany(Channel channel) {
            return "Connection with " + channel.remoteAddress() + " refused: " + settings.maxUnauthenticated()
                    + " connections have not proved themselves yet.";
        }
    }
}
