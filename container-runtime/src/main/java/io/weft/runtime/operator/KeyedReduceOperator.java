package io.weft.runtime.operator;

import io.weft.api.functions.Function;
import io.weft.api.serialization.TypeSerializer;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.state.FoldingState;

/** Folds the records of each key into one and emits the fold after every record. */
final class KeyedReduceOperator extends FunctionOperator {

    private final FoldingState<Object> folds;
    private final TypeSerializer<Object> copier;

    /** @param copier copies what is emitted, because the fold is kept and its type is mutable; null if nothing needs to be copied */
    KeyedReduceOperator(
            OperatorContext context, Function function, FoldingState<Object> folds, TypeSerializer<Object> copier) {
        super(context, function);
        this.folds = folds;
        this.copier = copier;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        Object fold = folds.addAndGet(record);
        next.process(copier == null ? fold : copier.copy(fold), timestamp);
    }
}
