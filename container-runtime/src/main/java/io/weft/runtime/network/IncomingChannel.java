package io.weft.runtime.network;

import io.weft.model.ChannelId;
import io.weft.model.PeerLostException;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.channel.Doorbell;
import io.weft.runtime.channel.ReaderSetup;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jctools.queues.SpscArrayQueue;

/** What the network thread and the consuming task share of a channel. */
final class IncomingChannel {

    /** Segments that every channel has for itself, whatever the others do. What it has more is borrowed. */
    static final int OWN_SEGMENTS = 1;
    /** The most that a channel owns and borrows together. */
    static final int MAX_SEGMENTS = 16;

    private final ChannelId id;
    private final int number;
    private final DataConnection connection;
    private final SegmentPool pool;
    private final Doorbell consumer;
    private final Consumer<CheckpointBarrier> announcements;
    private final SpscArrayQueue<Segment> received = new SpscArrayQueue<>(2 * MAX_SEGMENTS);
    /** What the producer may still send. */
    private final AtomicInteger credits = new AtomicInteger();
    // Volatile: written by the network thread, read by the task.
    private volatile PeerLostException lost;

    /** Belongs to the network thread. */
    private boolean closed;

    IncomingChannel(ChannelId id, int number, DataConnection connection, SegmentPool pool, ReaderSetup setup) {
        this.id = id;
        this.number = number;
        this.connection = connection;
        this.pool = pool;
        this.consumer = setup.consumer();
        this.announcements = setup.announcements();
    }

    ChannelId id() {
        return id;
    }

    int number() {
        return number;
    }

    SegmentPool pool() {
        return pool;
    }

    /** Asks the producer for the channel. */
    void open(int firstCredits) {
        credits.addAndGet(firstCredits);
        connection.send(DataFrame.open(number, id, firstCredits));
    }

    /** Consuming task: the producer may send so many segments more. */
    void grant(int count) {
        credits.addAndGet(count);
        connection.send(DataFrame.credit(number, count));
    }

    /** Consuming task: the next segment, or null. */
    Segment poll() {
        return received.poll();
    }

    /** Consuming task. */
    boolean isEmpty() {
        return received.isEmpty();
    }

    /** Consuming task: why nothing more will come, or null. To be asked before {@link #poll}, so that nothing is missed. */
    PeerLostException lost() {
        return lost;
    }

    /** Network thread: memory for a segment that has begun to arrive. */
    Segment begin() throws MalformedFrameException {
        if (credits.decrementAndGet() < 0) {
            throw new MalformedFrameException("a segment without a credit, for " + id);
        }
        return pool.take();
    }

    /** Network thread: the segment is complete. */
    void onSegment(Segment segment) {
        if (closed) {
            pool.give(segment);
            return;
        }
        received.add(segment);
        consumer.ring();
    }

    /** Network thread: the producer tells of a barrier. */
    void onAnnounced(CheckpointBarrier barrier) {
        announcements.accept(barrier);
    }

    /** The producer is out of reach for ever. Network thread, or whoever opens the channel. */
    void onLost(PeerLostException cause) {
        lost = cause;
        consumer.ring();
    }

    /** Network thread, when the task polls no more: gives back what the channel held, and tells the producer. */
    void discard() {
        closed = true;
        Segment segment = received.poll();
        while (segment != null) {
            pool.give(segment);
            segment = received.poll();
        }
        pool.releaseGuaranteed(OWN_SEGMENTS);
        connection.send(DataFrame.close(number));
    }
}
