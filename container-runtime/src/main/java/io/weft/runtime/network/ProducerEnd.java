package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.weft.model.ChannelId;
import io.weft.model.PeerLostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The end of a connection whose tasks write. The other end has made the connection. Owned by the connection's network thread. */
final class ProducerEnd implements ConnectionEnd {

    /** More credits at once than any consumer gives. */
    private static final int MAX_CREDITS = 1024;

    private final OutgoingChannels outgoing;
    private final DataNetworkSettings settings;
    private final Channel channel;
    private final DataConnection connection;
    private final Map<Integer, OutgoingChannel> open = new HashMap<>();

    ProducerEnd(String self, Channel channel, DataNetworkSettings settings, OutgoingChannels outgoing) {
        this.outgoing = outgoing;
        this.settings = settings;
        this.channel = channel;
        this.connection =
                new DataConnection(self, self + " and the TaskManager at " + channel.remoteAddress(), settings, this);
    }

    DataConnection connection() {
        return connection;
    }

    @Override
    public IncomingChannel target(int number) throws MalformedFrameException {
        throw new MalformedFrameException("a segment to a producer");
    }

    @Override
    public void onFrame(byte type, int number, ByteBuf body) throws MalformedFrameException {
        switch (type) {
            case DataFrame.HELLO, DataFrame.HEARTBEAT -> {
                // Its arrival is all that matters.
            }
            case DataFrame.OPEN -> onOpen(number, credits(body), DataFrame.readChannelId(body));
            case DataFrame.CREDIT -> {
                int credits = credits(body);
                OutgoingChannel known = open.get(number);
                if (known != null) {
                    known.onCredits(credits);
                }
            }
            case DataFrame.CLOSE -> onClose(number);
            default -> throw new MalformedFrameException("a frame of type " + type + " to a producer");
        }
    }

    @Override
    public void onBroken(PeerLostException cause) {
        open.values().forEach(known -> outgoing.lost(known, cause));
        open.clear();
    }

    private void onOpen(int number, int credits, ChannelId id) throws MalformedFrameException {
        OutgoingChannel asked = outgoing.at(id);
        if (open.containsKey(number) || !asked.attachConsumer(connection, number, credits)) {
            throw new MalformedFrameException("a second request for " + id + " or for the number " + number);
        }
        open.put(number, asked);
        if (!asked.hasProducer()) {
            var unused = channel.eventLoop()
                    .schedule(() -> onOpenTimeout(number, asked), settings.openTimeoutMs(), TimeUnit.MILLISECONDS);
        }
    }

    private void onOpenTimeout(int number, OutgoingChannel asked) {
        if (!asked.hasProducer() && open.remove(number, asked)) {
            String reason = "its producer was not there after " + settings.openTimeoutMs() + " ms";
            connection.send(DataFrame.failed(number, reason));
            outgoing.lost(asked, new PeerLostException(reason));
        }
    }

    private void onClose(int number) {
        OutgoingChannel closed = open.remove(number);
        if (closed != null) {
            outgoing.lost(closed, new PeerLostException("its consumer has ended or was stopped"));
        }
    }

    private static int credits(ByteBuf body) throws MalformedFrameException {
        int credits = body.readInt();
        if (credits < 1 || credits > MAX_CREDITS) {
            throw new MalformedFrameException(credits + " credits; possible are 1 to " + MAX_CREDITS);
        }
        return credits;
    }
}
