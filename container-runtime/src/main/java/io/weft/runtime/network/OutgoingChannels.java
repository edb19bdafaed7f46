package io.weft.runtime.network;

import io.weft.model.ChannelId;
import io.weft.model.PeerLostException;
import io.weft.runtime.channel.Doorbell;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where producing tasks and the requests of their consumers meet. Thread-safe. */
final class OutgoingChannels {

    private final SegmentPool pool;
    private final ConcurrentMap<ChannelId, OutgoingChannel> channels = new ConcurrentHashMap<>();

    OutgoingChannels(SegmentPool pool) {
        this.pool = pool;
    }

    /** The channel, whoever comes for it first. */
    OutgoingChannel at(ChannelId id) {
        return channels.computeIfAbsent(id, unknown -> new OutgoingChannel(id, pool));
    }

    /** The producing task is there. */
    OutgoingChannel produce(ChannelId id, Doorbell producer) {
        return channels.compute(id, (unknown, asked) -> {
            OutgoingChannel channel = asked == null ? new OutgoingChannel(id, pool) : asked;
            channel.attachProducer(producer);
            return channel;
        });
    }

    /** The producing task has let go of it. */
    void remove(OutgoingChannel channel) {
        channels.remove(channel.id(), channel);
    }

    /** The consumer is gone. */
    void lost(OutgoingChannel channel, PeerLostException cause) {
        channel.onLost(cause);
        // A producer that has the channel lets go of it itself; one that comes yet finds nobody's.
        channels.computeIfPresent(channel.id(), (id, known) -> known == channel && !known.hasProducer() ? null : known);
    }

    int size() {
        return channels.size();
    }
}
