package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.state.heap.table.StateTable;

/**
 * Keeps objects that nobody else ever sees, hands out copies, and copies the fields of what is written into what is kept: to store a young
 * object in an old table for each record would take the collector's slow write barrier, and the compiler leaves copies out that are only
 * read. For types that are cheap to copy. Copied per place.
 */
final class OverwrittenValues<V> implements Values<V> {

    private final TypeSerializer<V> serializer;

    OverwrittenValues(TypeSerializer<V> serializer) {
        this.serializer = serializer;
    }

    @Override
    @SuppressWarnings("unchecked") // only such values are written
    public V read(StateTable table, int slot) {
        return serializer.copy((V) table.value(slot));
    }

    @Override
    @SuppressWarnings("unchecked") // only such values are written
    public void write(StateTable table, int slot, V value) {
        if (table.isShared(slot)) {
            table.replace(slot, serializer.copy(value));
            return;
        }
        Object kept = table.value(slot);
        Object overwritten = serializer.copy(value, (V) kept);
        // Of another class than before, so that its fields did not fit.
        if (overwritten != kept) {
            table.replace(slot, overwritten);
        }
    }

    @Override
    public V toKeep(V value) {
        return serializer.copy(value);
    }

    @Override
    public boolean areHandedOut() {
        return false;
    }
}
