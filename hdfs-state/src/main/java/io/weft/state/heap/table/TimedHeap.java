package io.weft.state.heap.table;

import java.util.Arrays;

/**
 * A binary heap whose elements know their places, so that any can be taken away. Like a {@link StateTable}, it copies its array when it
 * changes for the first time after a snapshot. Owned by one thread.
 */
public final class TimedHeap<E extends Timed> {

    private static final int FIRST_CAPACITY = 4;

    private final SnapshotsInFlight snapshots;
    private Timed[] elements = new Timed[FIRST_CAPACITY];
    private int size;
    private boolean frozen;

    public TimedHeap(SnapshotsInFlight snapshots) {
        this.snapshots = snapshots;
    }

    public int size() {
        return size;
    }

    /** The first, or null. */
    @SuppressWarnings("unchecked") // only such elements are added
    public E first() {
        return (E) elements[0];
    }

    public void add(E element) {
        detach();
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        place(element, size++);
        moveUp(element);
    }

    public void remove(E element) {
        detach();
        int hole = element.position();
        element.position(-1);
        Timed last = elements[--size];
        elements[size] = null;
        if (last != element) {
            place(last, hole);
            moved(last);
        }
    }

    /** Puts an element right whose time has changed. */
    public void moved(Timed element) {
        detach();
        moveUp(element);
        moveDown(element);
    }

    /** All elements, in no certain order, for a snapshot, which has begun; null follows the last. */
    public Timed[] freeze() {
        frozen = true;
        return elements;
    }

    private void detach() {
        if (frozen) {
            frozen = false;
            if (snapshots.any()) {
                elements = elements.clone();
            }
        }
    }

    private void moveUp(Timed element) {
        int at = element.position();
        while (at > 0 && element.time() < elements[(at - 1) >> 1].time()) {
            place(elements[(at - 1) >> 1], at);
            at = (at - 1) >> 1;
        }
        place(element, at);
    }

    private void moveDown(Timed element) {
        int at = element.position();
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && elements[child + 1].time() < elements[child].time()) {
                child++;
            }
            if (child >= size || element.time() <= elements[child].time()) {
                place(element, at);
                return;
            }
            place(elements[child], at);
            at = child;
        }
    }

    private void place(Timed element, int at) {
        elements[at] = element;
        element.position(at);
    }
}
