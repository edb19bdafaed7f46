package io.weft.runtime.operator;

import io.weft.api.functions.co.CoMapFunction;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.Operator;
import io.weft.runtime.chain.OperatorContext;

/** One record for each, of two inputs. */
final class CoMapOperator extends FunctionOperator implements Operator.SecondInput {

    private final CoMapFunction<Object, Object, Object> function;

    CoMapOperator(OperatorContext context, CoMapFunction<Object, Object, Object> function) {
        super(context, function);
        this.function = function;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        next.process(function.map1(record), timestamp);
    }

    @Override
    public void processSecond(Object record, long timestamp) throws Exception {
        next.process(function.map2(record), timestamp);
    }
}
