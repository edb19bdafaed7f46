package io.weft.state.rocksdb;

import io.weft.api.state.State;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** A state of the current key. Owned by the thread of the task. */
abstract class RocksState implements State {

    private final CurrentRow row;
    private final StateAccess access;
    private final TimeToLive timeToLive;

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

    final long nowMs() {
        return timeToLive == null ? 0 : timeToLive.nowMs();
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
