package io.weft.state.heap;

import io.weft.api.functions.ReduceFunction;
import io.weft.state.FoldingState;
import io.weft.state.heap.table.TimeToLive;
import java.util.Objects;

/** Copied per place. */
final class HeapReducingState<V> extends CombiningState<V> implements FoldingState<V> {

    private final CurrentRow row;
    private final Values<V> values;
    private final boolean timed;
    private final ReduceFunction<V> function;

    HeapReducingState(CurrentRow row, TimeToLive timeToLive, Values<V> values, ReduceFunction<V> function) {
        super(row, timeToLive, values);
        this.row = row;
        this.values = values;
        this.timed = timeToLive != null;
        this.function = function;
    }

    @Override
    public V get() {
        int slot = row.find();
        if (slot < 0) {
            return null;
        }
        return timed ? readTimed(slot) : values.read(row.table(), slot);
    }

    @Override
    public void add(V value) throws Exception {
        addAndGet(value);
    }

    @Override
    public V addAndGet(V value) throws Exception {
        int slot = row.find();
        if (slot < 0 || hasEnded(slot)) {
            store(Objects.requireNonNull(value, "Null can't be added to state"));
            return value;
        }
        V fold = function.reduce(
                values.read(row.table(), slot), Objects.requireNonNull(value, "Null can't be added to state"));
        values.write(row.table(), slot, Objects.requireNonNull(fold, "A ReduceFunction returned null"));
        if (timed) {
            touch(slot);
        }
        return fold;
    }

    @Override
    public boolean keepsAnswer() {
        return values.areHandedOut();
    }

    @Override
    V combine(V first, V second) throws Exception {
        return function.reduce(first, second);
    }
}
