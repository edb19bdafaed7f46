package io.weft.runtime.operator;

import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.co.CoProcessFunction;

/** A process function of two inputs. */
final class CoProcessOperator extends FunctionOperator implements Operator.SecondInput, Collector<Object> {

    private final CoProcessFunction<Object, Object, Object> function;
    private final CoProcessFunction<Object, Object, Object>.Context functionContext;
    private final SideOutputs sides;

    CoProcessOperator(OperatorContext context, CoProcessFunction<Object, Object, Object> function) {
        super(context, function);
        this.function = function;
        this.sides = new SideOutputs(context.outputs());
        this.functionContext = new FunctionContext(function, sides);
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        sides.timestamp = timestamp;
        function.processElement1(record, functionContext, this);
    }

    @Override
    public void processSecond(Object record, long timestamp) throws Exception {
        sides.timestamp = timestamp;
        function.processElement2(record, functionContext, this);
    }

    @Override
    public void collect(Object record) {
        try {
            next.process(record, sides.timestamp);
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }

    @Override
    public void close() {}

    private static final class FunctionContext extends CoProcessFunction<Object, Object, Object>.Context {
        private final SideOutputs sides;

        FunctionContext(CoProcessFunction<Object, Object, Object> function, SideOutputs sides) {
            function.super();
            this.sides = sides;
        }

        @Override
        public Long timestamp() {
            return sides.timestampOrNull();
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            sides.emit(outputTag, value);
        }
    }
}
