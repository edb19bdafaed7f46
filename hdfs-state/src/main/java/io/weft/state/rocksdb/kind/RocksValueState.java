package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.ValueState;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;

final class RocksValueState<V> extends SingleValueState<V> implements ValueState<V> {

    private final V defaultValue;

    /** @param defaultValue may be null */
    RocksValueState(
            CurrentRow row, StateAccess access, TimeToLive timeToLive, TypeSerializer<V> serializer, V defaultValue) {
        super(row, access, timeToLive, serializer);
        this.defaultValue = defaultValue;
    }

    @Override
    public V value() throws IOException {
        V value = read();
        return value == null && defaultValue != null ? serializer().copy(defaultValue) : value;
    }

    @Override
    public void update(V value) throws IOException {
        if (value == null) {
            remove();
        } else {
            write(value);
        }
    }
}
