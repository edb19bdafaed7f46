package io.weft.state.rocksdb.kind;

import io.weft.api.functions.AggregateFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.AggregatingState;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;
import java.util.Objects;

final class RocksAggregatingState<I, A, O> extends CombiningState<A> implements AggregatingState<I, O> {

    private final AggregateFunction<I, A, O> function;

    RocksAggregatingState(
            CurrentRow row,
            StateAccess access,
            TimeToLive timeToLive,
            TypeSerializer<A> serializer,
            AggregateFunction<I, A, O> function) {
        super(row, access, timeToLive, serializer);
        this.function = function;
    }

    @Override
    public O get() throws IOException {
        A accumulator = read();
        return accumulator == null ? null : function.getResult(accumulator);
    }

    @Override
    public void add(I value) throws IOException {
        Objects.requireNonNull(value, "Null can't be added to state");
        A before = readToChange();
        A accumulator = before == null ? function.createAccumulator() : before;
        write(Objects.requireNonNull(function.add(value, accumulator), "An AggregateFunction returned null"));
    }

    @Override
    A combine(A first, A second) {
        return function.merge(first, second);
    }
}
