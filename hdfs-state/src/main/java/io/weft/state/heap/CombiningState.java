package io.weft.state.heap;

import io.weft.state.heap.table.TimeToLive;
import java.util.Collection;

/**
 * State of which two values can be made one.
 *
 * @param <V> what is kept
 */
abstract class CombiningState<V> extends SingleValueState<V> {

    private final Values<V> values;

    CombiningState(CurrentRow row, TimeToLive timeToLive, Values<V> values) {
        super(row, timeToLive, values);
        this.values = values;
    }

    /** Makes one value of two, neither of which is used again. */
    abstract V combine(V first, V second) throws Exception;

    @Override
    final void merge(Object target, Collection<?> sources) throws Exception {
        V merged = null;
        for (Object source : sources) {
            merged = combineNullable(merged, take(source));
        }
        if (merged != null) {
            store(combineNullable(take(target), merged));
        }
        row().setNamespace(target);
    }

    private V combineNullable(V first, V second) throws Exception {
        if (first == null) {
            return second;
        }
        return second == null ? first : combine(first, second);
    }

    private V take(Object namespace) {
        row().setNamespace(namespace);
        int slot = row().find();
        if (slot < 0) {
            return null;
        }
        V taken = hasEnded(slot) ? null : values.read(row().table(), slot);
        row().remove();
        return taken;
    }
}
