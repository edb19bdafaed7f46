package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.weft.model.ChannelId;
import io.weft.model.PeerLostException;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.channel.ReaderSetup;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The end of a connection whose tasks read. This end has made the connection. */
final class ConsumerEnd implements ConnectionEnd {

    private final SegmentPool pool;
    private final Consumer<ConsumerEnd> onBroken;
    private final DataConnection connection;
    private final AtomicInteger nextNumber = new AtomicInteger();
    private final ConcurrentMap<Integer, IncomingChannel> channels = new ConcurrentHashMap<>();

    /** @param onBroken called when the connection has ended and its channels know */
    ConsumerEnd(
            String self, String peer, DataNetworkSettings settings, SegmentPool pool, Consumer<ConsumerEnd> onBroken) {
        this.pool = pool;
        this.onBroken = onBroken;
        this.connection = new DataConnection(self, self + " and " + peer, settings, this);
    }

    DataConnection connection() {
        return connection;
    }

    /** Asks for a channel, as soon as there is a connection. Any thread. */
    IncomingChannel open(ChannelId id, int firstCredits, ReaderSetup setup) {
        int number = nextNumber.getAndIncrement();
        IncomingChannel channel = new IncomingChannel(id, number, connection, pool, setup);
        channels.put(number, channel);
        channel.open(firstCredits);
        // The connection may have ended while it did not know of the channel.
        PeerLostException broken = connection.broken();
        if (broken != null) {
            channel.onLost(broken);
        }
        return channel;
    }

    /** Lets go of a channel. The consuming task's thread, which polls it no more. */
    void close(IncomingChannel channel) {
        connection.run(() -> {
            channels.remove(channel.number());
            channel.discard();
        });
    }

    @Override
    public IncomingChannel target(int number) {
        return channels.get(number);
    }

    @Override
    public void onFrame(byte type, int number, ByteBuf body) throws MalformedFrameException {
        switch (type) {
            case DataFrame.HELLO, DataFrame.HEARTBEAT -> {
                // Its arrival is all that matters.
            }
            case DataFrame.FAILED -> {
                IncomingChannel channel = channels.get(number);
                if (channel != null) {
                    channel.onLost(new PeerLostException(DataFrame.readText(body)));
                }
            }
            case DataFrame.ANNOUNCE -> {
                CheckpointBarrier barrier = DataFrame.readBarrier(body);
                IncomingChannel channel = channels.get(number);
                if (channel != null) {
                    channel.onAnnounced(barrier);
                }
            }
            default -> throw new MalformedFrameException("a frame of type " + type + " to a consumer");
        }
    }

    @Override
    public void onBroken(PeerLostException cause) {
        onBroken.accept(this);
        channels.values().forEach(channel -> channel.onLost(cause));
    }
}
