package io.weft.runtime.operator;

import io.weft.api.functions.MapFunction;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;

/** One record for each. */
final class MapOperator extends FunctionOperator {

    private final MapFunction<Object, Object> function;

    MapOperator(OperatorContext context, MapFunction<Object, Object> function) {
        super(context, function);
        this.function = function;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        next.process(function.map(record), timestamp);
    }
}
