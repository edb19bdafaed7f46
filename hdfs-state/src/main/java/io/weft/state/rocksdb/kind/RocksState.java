package io.weft.state.rocksdb.kind;

import io.weft.api.state.State;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** A state of the current key. Owned by the thread of the task. */
public abstract class RocksState implements State {

    private final CurrentRow row;
    private final StateAccess access;
    private final TimeToLive timeToLive;
    // Null if rows that have ended are found only when they are read.
    private ExpirySweep sweep;

    /** @param timeToLive null if rows live for ever */
    RocksState(CurrentRow row, StateAccess access, TimeToLive timeToLive) {
        this.row = row;
        this.access = access;
        this.timeToLive = timeToLive;
    }

    final CurrentRow row() {
        return row;
    }

    final StateAccess access() {
        return access;
    }

    /** Null if rows live for ever. */
    final TimeToLive timeToLive() {
        return timeToLive;
    }

    /** From now on rows that have ended are looked for. */
    public final void sweepWith(ExpirySweep expiry) {
        sweep = expiry;
    }

    /** The time of this use of the state; 0 if rows live for ever. */
    final long nowMs() throws IOException {
        if (timeToLive == null) {
            return 0;
        }
        long nowMs = timeToLive.nowMs();
        if (sweep != null) {
            sweep.onUse(nowMs);
        }
        return nowMs;
    }

    @Override
    public final void clear() {
        try {
            remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away what the current key and namespace have. */
    abstract void remove() throws IOException;

    /** See {@link io.weft.state.NamespacedState#merge}. */
    void merge(Object target, Collection<?> sources) throws Exception {
        throw new UnsupportedOperationException("Only what values are added to can be merged");
    }
}
