package io.weft.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads on which a process's connections live, shared by all its servers and clients. Each connection stays on one thread. */
public final class NetworkThreads implements AutoCloseable {

    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final EventLoopGroup group;

    /**
     * @param name prefix of the threads' names
     * @param count number of threads, at least 1
     */
    public NetworkThreads(String name, int count) {
        this.group =
                new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    EventLoopGroup group() {
        return group;
    }

    /** Closes every connection that is left and ends the threads. Must not be called on one of them. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
