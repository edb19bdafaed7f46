package io.weft.runtime.operator;

import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.ProcessFunction;

/** A process function: any number of records for each, to side outputs too. */
final class ProcessOperator extends FunctionOperator implements Collector<Object> {

    private final ProcessFunction<Object, Object> function;
    private final ProcessFunction<Object, Object>.Context functionContext;
    private final SideOutputs sides;

    ProcessOperator(OperatorContext context, ProcessFunction<Object, Object> function) {
        super(context, function);
        this.function = function;
        this.sides = new SideOutputs(context.outputs());
        this.functionContext = new FunctionContext(function, sides);
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        sides.timestamp = timestamp;
        function.processElement(record, functionContext, this);
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

    private static final class FunctionContext extends ProcessFunction<Object, Object>.Context {
        private final SideOutputs sides;

        FunctionContext(ProcessFunction<Object, Object> function, SideOutputs sides) {
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
