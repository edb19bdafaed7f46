package io.weft.state.heap.table;

import io.weft.api.serialization.TypeSerializer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The elements of a list state, each perhaps with a stamp. A snapshot, or a caller, that holds the list at some size is not disturbed by
 * additions: they go behind what it sees. Owned by the thread of the task.
 */
public final class ElementList {

    private static final int FIRST_CAPACITY = 4;

    private Object[] elements;
    private long[] stamps;
    private int size;
    // A snapshot may read the first so many elements.
    private int shared;

    public ElementList(boolean stamped) {
        elements = new Object[FIRST_CAPACITY];
        stamps = stamped ? new long[FIRST_CAPACITY] : null;
    }

    private ElementList(Object[] elements, long[] stamps, int size) {
        this.elements = elements;
        this.stamps = stamps;
        this.size = size;
        this.shared = size;
    }

    /** A list of the same elements, to go on with while a snapshot reads this one. Takes no time. */
    public ElementList fork() {
        return new ElementList(elements, stamps, size);
    }

    public int size() {
        return size;
    }

    public Object element(int index) {
        return elements[index];
    }

    public long stamp(int index) {
        return stamps[index];
    }

    public void add(Object element, long stamp) {
        if (size == elements.length) {
            int capacity = size + (size >> 1) + 1;
            elements = Arrays.copyOf(elements, capacity);
            stamps = stamps == null ? null : Arrays.copyOf(stamps, capacity);
        }
        elements[size] = element;
        if (stamps != null) {
            stamps[size] = stamp;
        }
        size++;
    }

    public void addAll(ElementList other) {
        for (int i = 0; i < other.size; i++) {
            add(other.elements[i], stamps == null ? 0 : other.stamps[i]);
        }
        shared = other.shared > 0 ? size : shared;
    }

    /** Copies the elements that a snapshot may read, so that they may be changed. */
    public void own(TypeSerializer<Object> serializer, SnapshotsInFlight snapshots) {
        if (shared > 0 && snapshots.any()) {
            Object[] own = elements.clone();
            for (int i = 0; i < shared; i++) {
                own[i] = serializer.copy(own[i]);
            }
            elements = own;
        }
        shared = 0;
    }

    /** Says that all were touched. */
    public void touch(long stamp) {
        // The array may be a snapshot's, too.
        stamps = new long[elements.length];
        Arrays.fill(stamps, 0, size, stamp);
    }

    public int countEnded(TimeToLive timeToLive, long nowMs) {
        int ended = 0;
        for (int i = 0; i < size; i++) {
            ended += timeToLive.hasEnded(stamps[i], nowMs) ? 1 : 0;
        }
        return ended;
    }

    /** Takes away those that have ended. */
    public void dropEnded(TimeToLive timeToLive, long nowMs) {
        Object[] oldElements = elements;
        long[] oldStamps = stamps;
        int oldSize = size;
        elements = new Object[oldSize];
        stamps = new long[oldSize];
        size = 0;
        for (int i = 0; i < oldSize; i++) {
            if (!timeToLive.hasEnded(oldStamps[i], nowMs)) {
                elements[size] = oldElements[i];
                stamps[size] = oldStamps[i];
                size++;
            }
        }
        shared = shared > 0 ? size : 0;
    }

    /** The elements as they are now. The list can't be changed, and additions don't change it. */
    public List<Object> view() {
        return new View(elements, size);
    }

    private static final class View extends AbstractList<Object> implements RandomAccess {
        private final Object[] elements;
        private final int size;

        View(Object[] elements, int size) {
            this.elements = elements;
            this.size = size;
        }

        @Override
        public Object get(int index) {
            if (index >= size) {
                throw new IndexOutOfBoundsException("Element " + index + " of " + size);
            }
            return elements[index];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
