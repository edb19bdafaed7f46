package io.weft.runtime.operator;

import io.weft.api.functions.Function;
import io.weft.api.state.ReducingState;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.channel.Element;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateBackend.KeyVisitor;

/** Folds the records of each key into one and emits the folds when the input has ended. They are not kept, so nothing is copied. */
final class FullWindowReduceOperator extends FunctionOperator implements KeyVisitor<ReducingState<Object>> {

    private final KeyedStateBackend keyed;
    private final ReducingStateDescriptor<Object> descriptor;
    private final ReducingState<Object> folds;

    FullWindowReduceOperator(
            OperatorContext context,
            Function function,
            ReducingStateDescriptor<Object> descriptor,
            ReducingState<Object> folds) {
        super(context, function);
        this.keyed = context.state().keyed();
        this.descriptor = descriptor;
        this.folds = folds;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        folds.add(record);
    }

    @Override
    public void endOfInput() throws Exception {
        keyed.forEachKey(descriptor, this);
        super.endOfInput();
    }

    @Override
    public void visit(Object key, ReducingState<Object> fold) throws Exception {
        Object emitted = fold.get();
        fold.clear();
        next.process(emitted, Element.NO_TIMESTAMP);
    }
}
