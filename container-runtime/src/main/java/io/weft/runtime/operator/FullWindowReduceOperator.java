package io.weft.runtime.operator;

import io.weft.api.functions.Function;
import io.weft.runtime.channel.Element;

/** Folds the records of each key into one and emits the folds when the input has ended. They are not kept, so nothing is copied. */
final class FullWindowReduceOperator extends FunctionOperator {

    private final Folds folds;

    FullWindowReduceOperator(OperatorContext context, Function function, Folds folds) {
        super(context, function);
        this.folds = folds;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        folds.add(record);
    }

    @Override
    public void endOfInput() throws Exception {
        for (Object fold : folds.all()) {
            next.process(fold, Element.NO_TIMESTAMP);
        }
        super.endOfInput();
    }
}
