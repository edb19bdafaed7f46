package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.weft.runtime.channel.Doorbell;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of segments. A segment is reserved first, which may fail and means backpressure, and taken later, which cannot fail.
 * Memory is allocated when a segment is taken for the first time, and then kept. Thread-safe.
 */
final class SegmentPool implements AutoCloseable {

    private final int capacity;
    /** May fall below zero for a while: what {@link #reserveGuaranteed} took is missing for those who borrowed. */
    private final AtomicInteger unreserved;

    private final AtomicInteger guaranteed = new AtomicInteger();

    private final AtomicInteger taken = new AtomicInteger();
    private final Queue<Segment> free = new ConcurrentLinkedQueue<>();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    // Volatile: closed by the owner while network threads give back what they still hold.
    private volatile boolean closed;

    /** Somebody to whom a reservation was refused. Is in the queue once at most. */
    static final class Waiter {
        private final Doorbell doorbell;
        private final AtomicInteger queued = new AtomicInteger();

        Waiter(Doorbell doorbell) {
            this.doorbell = doorbell;
        }
    }

    SegmentPool(int capacity) {
        this.capacity = capacity;
        this.unreserved = new AtomicInteger(capacity);
    }

    /** Reserves one segment if there is one. */
    boolean tryReserve() {
        int seen = unreserved.get();
        while (seen > 0) {
            if (unreserved.compareAndSet(seen, seen - 1)) {
                return true;
            }
            seen = unreserved.get();
        }
        return false;
    }

    /** As {@link #tryReserve()}; if it is false, the waiter's doorbell rings when another attempt is worth while. */
    boolean tryReserveOrWait(Waiter waiter) {
        if (tryReserve()) {
            return true;
        }
        if (waiter.queued.compareAndSet(0, 1)) {
            waiters.add(waiter);
        }
        // Once more: a segment may have come back before the waiter stood in the queue.
        return tryReserve();
    }

    /**
     * Reserves segments that somebody cannot do without, even if they are all borrowed now: {@link #isScarce()} makes those who borrowed
     * give back soon.
     *
     * @return false if more than the pool has would be guaranteed
     */
    boolean reserveGuaranteed(int count) {
        int seen = guaranteed.get();
        while (seen + count <= capacity) {
            if (guaranteed.compareAndSet(seen, seen + count)) {
                unreserved.addAndGet(-count);
                return true;
            }
            seen = guaranteed.get();
        }
        return false;
    }

    /** Gives back what {@link #reserveGuaranteed} gave. */
    void releaseGuaranteed(int count) {
        guaranteed.addAndGet(-count);
        unreserve(count);
    }

    /** Gives back reservations. */
    void unreserve(int count) {
        if (unreserved.addAndGet(count) > 0) {
            wakeWaiters();
        }
    }

    /** True if nothing is left to reserve. */
    boolean isScarce() {
        return unreserved.get() <= 0;
    }

    /** A segment that was reserved. */
    Segment take() {
        taken.incrementAndGet();
        Segment segment = free.poll();
        if (segment != null) {
            segment.memory().clear();
            return segment;
        }
        ByteBuf memory = UnpooledByteBufAllocator.DEFAULT.directBuffer(Segment.SIZE_BYTES, Segment.SIZE_BYTES);
        return new Segment(memory, this);
    }

    /** Gives back a segment's memory and keeps its reservation. */
    void give(Segment segment) {
        taken.decrementAndGet();
        free.add(segment);
        if (closed) {
            freeAll();
        }
    }

    /** Gives back a segment and its reservation. */
    void release(Segment segment) {
        give(segment);
        unreserve(1);
    }

    /** How many segments are in use. */
    int taken() {
        return taken.get();
    }

    /** How many segments can be reserved. */
    int unreserved() {
        return unreserved.get();
    }

    /** Frees the memory; that of segments in use when they are given back. */
    @Override
    public void close() {
        closed = true;
        freeAll();
    }

    private void freeAll() {
        Segment segment = free.poll();
        while (segment != null) {
            segment.memory().release();
            segment = free.poll();
        }
    }

    private void wakeWaiters() {
        Waiter waiter = waiters.poll();
        while (waiter != null) {
            waiter.queued.set(0);
            waiter.doorbell.ring();
            waiter = waiters.poll();
        }
    }
}
