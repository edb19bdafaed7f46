package io.weft.runtime.operator;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.ReduceFunction;
import io.weft.runtime.channel.Element;
import io.weft.state.heap.KeyedTable;

/** Folds the records of each key into one and emits the folds when the input has ended. They are not kept, so nothing is copied. */
final class FullWindowReduceOperator extends FunctionOperator {

    private final ReduceFunction<Object> function;
    private final KeySelector<Object, Object> keySelector;
    private final KeyedTable table = new KeyedTable();

    FullWindowReduceOperator(
            OperatorContext context, ReduceFunction<Object> function, KeySelector<Object, Object> keySelector) {
        super(context, function);
        this.function = function;
        this.keySelector = keySelector;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        Object key = keySelector.getKey(record);
        int hash = KeyedTable.hash(key);
        int slot = table.find(key, hash);
        if (slot >= 0) {
            table.replace(slot, function.reduce(table.value(slot), record));
        } else {
            table.insert(key, hash, record);
        }
    }

    @Override
    public void endOfInput() throws Exception {
        for (Object fold : table.values()) {
            next.process(fold, Element.NO_TIMESTAMP);
        }
        super.endOfInput();
    }
}
