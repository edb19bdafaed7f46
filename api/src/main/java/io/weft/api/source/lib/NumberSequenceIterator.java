package io.weft.api.source.lib;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Counts from one number to another, both included. */
public final class NumberSequenceIterator implements Iterator<Long> {

    private final long to;
    private long current;
    private boolean atEnd;

    /** Without numbers if {@code from} is higher than {@code to}. */
    public NumberSequenceIterator(long from, long to) {
        this.current = from;
        this.to = to;
        this.atEnd = from > to;
    }

    /** The next number, if there is one. */
    public long getCurrent() {
        return current;
    }

    /** The last number. */
    public long getTo() {
        return to;
    }

    @Override
    public boolean hasNext() {
        return !atEnd;
    }

    @Override
    public Long next() {
        if (atEnd) {
            throw new NoSuchElementException();
        }
        // The last number may be the highest of all, so the counter must not go beyond it.
        if (current == to) {
            atEnd = true;
            return to;
        }
        return current++;
    }
}
