package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.ValueState;
import io.weft.state.heap.table.TimeToLive;

/** Copied per place. */
final class HeapValueState<V> extends SingleValueState<V> implements ValueState<V> {

    private final CurrentRow row;
    private final Values<V> values;
    private final boolean timed;
    private final TypeSerializer<V> serializer;
    private final V defaultValue;

    /** @param defaultValue may be null */
    HeapValueState(
            CurrentRow row, TimeToLive timeToLive, Values<V> values, TypeSerializer<V> serializer, V defaultValue) {
        super(row, timeToLive, values);
        this.row = row;
        this.values = values;
        this.timed = timeToLive != null;
        this.serializer = serializer;
        this.defaultValue = defaultValue;
    }

    @Override
    public V value() {
        int slot = row.find();
        if (slot < 0) {
            return defaultValue();
        }
        if (timed) {
            V value = readTimed(slot);
            return value == null ? defaultValue() : value;
        }
        return values.read(row.table(), slot);
    }

    private V defaultValue() {
        return defaultValue == null ? null : serializer.copy(defaultValue);
    }

    @Override
    public void update(V value) {
        if (value == null) {
            clear();
            return;
        }
        int slot = row.find();
        if (slot < 0 || timed) {
            store(value);
        } else {
            values.write(row.table(), slot, value);
        }
    }
}
