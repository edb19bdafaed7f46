package io.weft.state.heap;

import io.weft.api.functions.AggregateFunction;
import io.weft.api.state.AggregatingState;
import io.weft.state.heap.table.TimeToLive;
import java.util.Objects;

/** Copied per place. The function is given the very accumulator that is kept, so that one that changes it stores nothing. */
final class HeapAggregatingState<I, A, O> extends CombiningState<A> implements AggregatingState<I, O> {

    private final CurrentRow row;
    private final Values<A> values;
    private final boolean timed;
    private final AggregateFunction<I, A, O> function;

    /** @param values are handed out */
    HeapAggregatingState(CurrentRow row, TimeToLive timeToLive, Values<A> values, AggregateFunction<I, A, O> function) {
        super(row, timeToLive, values);
        this.row = row;
        this.values = values;
        this.timed = timeToLive != null;
        this.function = function;
    }

    @Override
    public O get() {
        int slot = row.find();
        if (slot < 0) {
            return null;
        }
        A accumulator = timed ? readTimed(slot) : values.read(row.table(), slot);
        return accumulator == null ? null : function.getResult(accumulator);
    }

    @Override
    public void add(I value) {
        Objects.requireNonNull(value, "Null can't be added to state");
        int slot = row.find();
        boolean fresh = slot < 0 || hasEnded(slot);
        A before = fresh ? function.createAccumulator() : values.read(row.table(), slot);
        A after = Objects.requireNonNull(function.add(value, before), "An AggregateFunction returned null");
        if (fresh) {
            store(after);
            return;
        }
        if (after != before) {
            values.write(row.table(), slot, after);
        }
        if (timed) {
            touch(slot);
        }
    }

    @Override
    A combine(A first, A second) {
        return function.merge(first, second);
    }
}
