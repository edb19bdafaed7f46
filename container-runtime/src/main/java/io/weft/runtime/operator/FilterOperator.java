package io.weft.runtime.operator;

import io.weft.api.functions.FilterFunction;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;

/** The records that the user wants. */
final class FilterOperator extends FunctionOperator {

    private final FilterFunction<Object> function;

    FilterOperator(OperatorContext context, FilterFunction<Object> function) {
        super(context, function);
        this.function = function;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        if (function.filter(record)) {
            next.process(record, timestamp);
        }
    }
}
