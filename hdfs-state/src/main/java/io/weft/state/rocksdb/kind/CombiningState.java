package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.TypeSerializer;
import io.weft.state.heap.table.TimeToLive;
import java.util.Collection;

/** State with one value a row, two of which can be made one. */
abstract class CombiningState<V> extends SingleValueState<V> {

    CombiningState(CurrentRow row, StateAccess access, TimeToLive timeToLive, TypeSerializer<V> serializer) {
        super(row, access, timeToLive, serializer);
    }

    /** Makes one value of two, neither of which is used again. */
    abstract V combine(V first, V second) throws Exception;

    @Override
    final void merge(Object target, Collection<?> sources) throws Exception {
        V merged = null;
        for (Object source : sources) {
            row().setNamespace(source);
            V taken = readToChange();
            remove();
            merged = combineNullable(merged, taken);
        }
        row().setNamespace(target);
        if (merged != null) {
            write(combineNullable(readToChange(), merged));
        }
    }

    private V combineNullable(V first, V second) throws Exception {
        if (first == null) {
            return second;
        }
        return second == null ? first : combine(first, second);
    }
}
