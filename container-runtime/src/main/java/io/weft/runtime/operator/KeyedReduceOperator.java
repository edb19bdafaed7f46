package io.weft.runtime.operator;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.ReduceFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.state.heap.KeyedTable;

/** Folds the records of each key into one and emits the fold after every record. */
final class KeyedReduceOperator extends FunctionOperator {

    private final ReduceFunction<Object> function;
    private final KeySelector<Object, Object> keySelector;
    private final TypeSerializer<Object> copier;
    private final KeyedTable table = new KeyedTable();

    /** @param copier copies what is emitted, because the fold is kept and its type is mutable; null if nothing needs to be copied */
    KeyedReduceOperator(
            OperatorContext context,
            ReduceFunction<Object> function,
            KeySelector<Object, Object> keySelector,
            TypeSerializer<Object> copier) {
        super(context, function);
        this.function = function;
        this.keySelector = keySelector;
        this.copier = copier;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        Object key = keySelector.getKey(record);
        int hash = KeyedTable.hash(key);
        int slot = table.find(key, hash);
        Object fold;
        if (slot >= 0) {
            fold = function.reduce(table.value(slot), record);
            table.replace(slot, fold);
        } else {
            fold = record;
            table.insert(key, hash, fold);
        }
        next.process(copier == null ? fold : copier.copy(fold), timestamp);
    }
}
