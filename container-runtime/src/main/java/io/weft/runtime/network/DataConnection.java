package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import io.weft.model.PeerLostException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection between two TaskManagers, shared by all channels from one to the other. Tasks hand it what is to be sent, in order; one
 * wake-up of the network thread serves all that has gathered since the last. How much can gather is bounded by credits and the pool of
 * segments.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel, which is heard of
final class DataConnection {

    private final String name;
    private final DataNetworkSettings settings;
    private final ConnectionEnd end;

    /** Segments, frames, and actions that take their turn among them. */
    private final Queue<Object> outbound = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean scheduled = new AtomicBoolean();
    // Volatile, both: written by the network thread, read by tasks. Null until connected, and until broken.
    private volatile Channel channel;
    private volatile PeerLostException broken;

    /**
     * @param self this TaskManager's name
     * @param name both ends, for people
     */
    DataConnection(String self, String name, DataNetworkSettings settings, ConnectionEnd end) {
        this.name = name;
        this.settings = settings;
        this.end = end;
        outbound.add(DataFrame.hello(self));
    }

    /** The connection is there. Network thread. */
    void attach(Channel connected) {
        connected
                .pipeline()
                .addLast(
                        new IdleStateHandler(
                                settings.heartbeatTimeoutMs(),
                                settings.heartbeatIntervalMs(),
                                0,
                                TimeUnit.MILLISECONDS),
                        new FrameReader(this, end));
        channel = connected;
        flush();
    }

    /** Sends a segment and gives it back to its pool. */
    void send(Segment segment) {
        enqueue(segment);
    }

    void send(ByteBuf frame) {
        enqueue(frame);
    }

    /** Runs something on the network thread after all that was sent before. */
    void run(Runnable action) {
        enqueue(action);
    }

    /** Why the connection has ended, or null. */
    PeerLostException broken() {
        return broken;
    }

    /** Gives up on the connection; the first reason counts. Network thread. */
    void fail(String reason, Throwable cause) {
        if (broken != null) {
            return;
        }
        broken = new PeerLostException("The data connection between " + name + " is broken: " + reason, cause);
        if (channel != null) {
            channel.close();
        }
        discardOutbound();
        end.onBroken(broken);
    }

    @Override
    public String toString() {
        return name;
    }

    private void enqueue(Object item) {
        outbound.add(item);
        Channel connected = channel;
        if (broken != null) {
            discardOutbound();
        } else if (connected != null && scheduled.compareAndSet(false, true)) {
            try {
                connected.eventLoop().execute(this::flush);
            } catch (RejectedExecutionException e) {
                discardOutbound(); // the process is ending
            }
        }
    }

    private void flush() {
        scheduled.set(false);
        if (broken != null) {
            discardOutbound();
            return;
        }
        Object item = outbound.poll();
        while (item != null) {
            if (item instanceof Segment segment) {
                channel.write(segment.memory().retainedSlice()).addListener(segment);
            } else if (item instanceof ByteBuf frame) {
                channel.write(frame, channel.voidPromise());
            } else {
                ((Runnable) item).run();
            }
            item = outbound.poll();
        }
        channel.flush();
    }

    private void discardOutbound() {
        Object item = outbound.poll();
        while (item != null) {
            if (item instanceof Segment segment) {
                segment.operationComplete(null);
            } else if (item instanceof ByteBuf frame) {
                frame.release();
            } else {
                ((Runnable) item).run();
            }
            item = outbound.poll();
        }
    }
}
