package io.weft.runtime.network;

import io.weft.model.ChannelId;
import io.weft.model.PeerLostException;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.channel.Doorbell;
import java.util.concurrent.atomic.AtomicInteger;

/** What the producing task and the network thread share of a channel. The task and its consumer's request may come in any order. */
final class OutgoingChannel {

    /** Where the consumer reads: the connection, and the channel's number on it. */
    private record Consumer(DataConnection connection, int number) {}

    private final ChannelId id;
    private final SegmentPool pool;
    private final AtomicInteger credits = new AtomicInteger();

    // Volatile, all four: written by one of the two threads and read by the other.
    private volatile Doorbell producer;
    private volatile Consumer consumer;
    private volatile boolean writerWaits;
    private volatile PeerLostException lost;

    /** Belongs to the producing task. */
    private SegmentPool.Waiter poolWaiter;

    OutgoingChannel(ChannelId id, SegmentPool pool) {
        this.id = id;
        this.pool = pool;
    }

    ChannelId id() {
        return id;
    }

    /** Producing task. */
    void attachProducer(Doorbell doorbell) {
        poolWaiter = new SegmentPool.Waiter(doorbell);
        producer = doorbell;
    }

    boolean hasProducer() {
        return producer != null;
    }

    /**
     * Network thread.
     *
     * @return false if there is a consumer already
     */
    boolean attachConsumer(DataConnection connection, int number, int firstCredits) {
        if (consumer != null) {
            return false;
        }
        consumer = new Consumer(connection, number);
        onCredits(firstCredits);
        return true;
    }

    /** Network thread. */
    void onCredits(int count) {
        credits.addAndGet(count);
        wakeWriter();
    }

    /** The consumer is out of reach for ever. Any thread. */
    void onLost(PeerLostException cause) {
        lost = cause;
        writerWaits = true; // for a segment perhaps, not for a credit
        wakeWriter();
    }

    /**
     * Producing task: sends a chunk if there are a credit and a segment for it.
     *
     * @return false if not; then the producer's doorbell rings when it is worth while to try again
     */
    boolean offer(Chunk chunk) throws PeerLostException {
        failIfLost();
        if (!hasCredit() || !pool.tryReserveOrWait(poolWaiter)) {
            failIfLost();
            return false;
        }
        credits.decrementAndGet();
        Segment segment = pool.take();
        Consumer to = consumer;
        DataFrame.writeData(segment.memory(), to.number, chunk);
        to.connection.send(segment);
        return true;
    }

    /** Producing task: tells the consumer of a barrier, past what waits for credits. */
    void announce(CheckpointBarrier barrier) {
        Consumer to = consumer;
        if (to != null && lost == null) {
            to.connection.send(DataFrame.announce(to.number, barrier));
        }
    }

    /** Producing task: tells the consumer that nothing more will come, because the producer has failed. */
    void abandon(String reason) {
        Consumer to = consumer;
        if (to != null && lost == null) {
            to.connection.send(DataFrame.failed(to.number, reason));
        }
    }

    private boolean hasCredit() {
        if (credits.get() > 0) {
            return true;
        }
        writerWaits = true;
        // Once more: a credit may have come before the network thread could see the line above.
        return credits.get() > 0;
    }

    private void wakeWriter() {
        if (writerWaits) {
            writerWaits = false;
            Doorbell doorbell = producer;
            if (doorbell != null) {
                doorbell.ring();
            }
        }
    }

    private void failIfLost() throws PeerLostException {
        PeerLostException cause = lost;
        if (cause != null) {
            throw new PeerLostException(id + ": " + cause.getMessage(), cause);
        }
    }
}
