package io.weft.state.rocksdb.kind;

import io.weft.api.functions.ReduceFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.state.FoldingState;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;
import java.util.Objects;

final class RocksReducingState<V> extends CombiningState<V> implements FoldingState<V> {

    private final ReduceFunction<V> function;

    RocksReducingState(
            CurrentRow row,
            StateAccess access,
            TimeToLive timeToLive,
            TypeSerializer<V> serializer,
            ReduceFunction<V> function) {
        super(row, access, timeToLive, serializer);
        this.function = function;
    }

    @Override
    public V get() throws IOException {
        return read();
    }

    @Override
    public void add(V value) throws Exception {
        addAndGet(value);
    }

    @Override
    public V addAndGet(V value) throws Exception {
        Objects.requireNonNull(value, "Null can't be added to state");
        V before = readToChange();
        V fold = before == null
                ? value
                : Objects.requireNonNull(function.reduce(before, value), "A ReduceFunction returned null");
        write(fold);
        return fold;
    }

    @Override
    public boolean keepsAnswer() {
        return false;
    }

    @Override
    V combine(V first, V second) throws Exception {
        return function.reduce(first, second);
    }
}
