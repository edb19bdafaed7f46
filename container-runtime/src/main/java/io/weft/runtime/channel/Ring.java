package io.weft.runtime.channel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue between exactly one producing and one consuming thread. The slots themselves carry the hand-over (null is free), so
 * the two threads share no index.
 */
final class Ring<T> {

    private final AtomicReferenceArray<T> slots;
    private final int mask;
    private int tail;
    private int head;

    /** @param capacity a power of two, at least 2 */
    Ring(int capacity) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("A ring's capacity is a power of two, at least 2, not " + capacity);
        }
        slots = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /** Producer: false if the ring is full. */
    boolean offer(T element) {
        int slot = tail & mask;
        if (slots.getAcquire(slot) != null) {
            return false;
        }
        slots.setRelease(slot, element);
        tail++;
        return true;
    }

    /** Consumer: null if the ring is empty. */
    T poll() {
        int slot = head & mask;
        T element = slots.getAcquire(slot);
        if (element != null) {
            slots.setRelease(slot, null);
            head++;
        }
        return element;
    }

    /** Consumer: whether at least half of the ring is free. */
    boolean isHalfFree() {
        return slots.getAcquire((head + (mask + 1) / 2) & mask) == null;
    }
}
