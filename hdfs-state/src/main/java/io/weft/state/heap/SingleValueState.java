package io.weft.state.heap;

import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.TimeToLive;

/**
 * State with one value a row. What each record passes through is in the subclasses, which are copied per place; here is what is rare.
 *
 * @param <V> what is kept
 */
abstract class SingleValueState<V> extends HeapState {

    private final Values<V> values;

    SingleValueState(CurrentRow row, TimeToLive timeToLive, Values<V> values) {
        super(row, timeToLive);
        this.values = values;
    }

    /** Reads a row that may have ended; null if it has. */
    final V readTimed(int slot) {
        StateTable table = row().table();
        long nowMs = timeToLive().nowMs();
        if (timeToLive().hasEnded(table.stamp(slot), nowMs)) {
            V last = timeToLive().readableAfterEnd() ? values.read(table, slot) : null;
            row().remove();
            return last;
        }
        if (timeToLive().touchedByReading()) {
            table.stamp(slot, nowMs);
        }
        return values.read(table, slot);
    }

    /** Says that a row was written. */
    final void touch(int slot) {
        row().table().stamp(slot, timeToLive().nowMs());
    }

    /** True if a row is not there any more, as far as writing is concerned. */
    final boolean hasEnded(int slot) {
        return timeToLive() != null
                && timeToLive().hasEnded(row().table().stamp(slot), timeToLive().nowMs());
    }

    /** Puts a value in place of what is there. */
    final void store(V value) {
        int slot = row().find();
        if (slot < 0) {
            slot = row().insert(values.toKeep(value));
        } else {
            values.write(row().table(), slot, value);
        }
        if (timeToLive() != null) {
            touch(slot);
        }
    }
}
