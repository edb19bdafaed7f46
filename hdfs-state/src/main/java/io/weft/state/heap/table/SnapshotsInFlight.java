package io.weft.state.heap.table;

import java.util.concurrent.atomic.AtomicInteger;

/** How many snapshots are still being written. While there is one, what it reads must not be changed. Thread-safe. */
public final class SnapshotsInFlight {

    private final AtomicInteger count = new AtomicInteger();

    /** Called by the task's thread. */
    public void begin() {
        count.incrementAndGet();
    }

    /** Called by whoever wrote the snapshot or gave it up, after the last look at the state. */
    public void end() {
        count.decrementAndGet();
    }

    public boolean any() {
        return count.get() > 0;
    }
}
