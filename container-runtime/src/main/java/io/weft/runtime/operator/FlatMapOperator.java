package io.weft.runtime.operator;

import io.weft.api.functions.Collector;
import io.weft.api.functions.FlatMapFunction;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Rethrow;

/** Any number of records for each. It is its own collector, so that the user's call is a call into this chain. */
final class FlatMapOperator extends FunctionOperator implements Collector<Object> {

    private final FlatMapFunction<Object, Object> function;
    private long timestamp;

    FlatMapOperator(OperatorContext context, FlatMapFunction<Object, Object> function) {
        super(context, function);
        this.function = function;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        this.timestamp = timestamp;
        function.flatMap(record, this);
    }

    @Override
    public void collect(Object record) {
        try {
            next.process(record, timestamp);
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }

    @Override
    public void close() {}
}
