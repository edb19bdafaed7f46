package io.weft.state.heap.table;

/** Something that a {@link TimedHeap} keeps in the order of its time. */
public abstract class Timed {

    private int position = -1;

    public abstract long time();

    /** Where it is in its heap; -1 if in none. */
    public final int position() {
        return position;
    }

    public final void position(int newPosition) {
        position = newPosition;
    }
}
