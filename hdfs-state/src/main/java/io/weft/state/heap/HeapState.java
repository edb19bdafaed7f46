package io.weft.state.heap;

import io.weft.api.state.State;
import io.weft.state.heap.table.TimeToLive;
import java.util.Collection;

/** A state of the current key. Owned by the thread of the task. */
abstract class HeapState implements State {

    private final CurrentRow row;
    private final TimeToLive timeToLive;

    /** @param timeToLive null if rows live for ever */
    HeapState(CurrentRow row, TimeToLive timeToLive) {
        this.row = row;
        this.timeToLive = timeToLive;
    }

    final CurrentRow row() {
        return row;
    }

    /** Null if rows live for ever. */
    final TimeToLive timeToLive() {
        return timeToLive;
    }

    @Override
    public final void clear() {
        if (row.find() >= 0) {
            row.remove();
        }
    }

    /** See {@link io.weft.state.NamespacedState#merge}. */
    void merge(Object target, Collection<?> sources) throws Exception {
        throw new UnsupportedOperationException("Only state to which values are added can be merged");
    }
}
