package io.weft.runtime.operator;

import io.weft.api.functions.Collector;
import io.weft.api.functions.co.CoFlatMapFunction;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.Operator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Rethrow;

/** Any number of records for each, of two inputs. */
final class CoFlatMapOperator extends FunctionOperator implements Operator.SecondInput, Collector<Object> {

    private final CoFlatMapFunction<Object, Object, Object> function;
    private long timestamp;

    CoFlatMapOperator(OperatorContext context, CoFlatMapFunction<Object, Object, Object> function) {
        super(context, function);
        this.function = function;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        this.timestamp = timestamp;
        function.flatMap1(record, this);
    }

    @Override
    public void processSecond(Object record, long timestamp) throws Exception {
        this.timestamp = timestamp;
        function.flatMap2(record, this);
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
