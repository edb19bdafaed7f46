package io.weft.runtime.operator;

import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.time.TimerService;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Rethrow;
import io.weft.runtime.chain.SideOutputs;
import io.weft.runtime.time.UnkeyedTime;

/** A process function: any number of records for each, to side outputs too. */
final class ProcessOperator extends FunctionOperator implements Collector<Object> {

    private final ProcessFunction<Object, Object> function;
    private final ProcessFunction<Object, Object>.Context functionContext;
    private final SideOutputs sides;
    private final UnkeyedTime time;

    ProcessOperator(OperatorContext context, ProcessFunction<Object, Object> function) {
        super(context, function);
        this.function = function;
        this.sides = new SideOutputs(context.outputs());
        this.time = new UnkeyedTime(context.clock());
        this.functionContext = new FunctionContext(function, sides, time);
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        sides.at(timestamp);
        function.processElement(record, functionContext, this);
    }

    @Override
    public void watermark(long timestamp) throws Exception {
        time.advance(timestamp);
        super.watermark(timestamp);
    }

    @Override
    public void collect(Object record) {
        try {
            next.process(record, sides.timestamp());
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }

    @Override
    public void close() {}

    private static final class FunctionContext extends ProcessFunction<Object, Object>.Context {
        private final SideOutputs sides;
        private final TimerService time;

        FunctionContext(ProcessFunction<Object, Object> function, SideOutputs sides, TimerService time) {
            function.super();
            this.sides = sides;
            this.time = time;
        }

        @Override
        public Long timestamp() {
            return sides.timestampOrNull();
        }

        @Override
        public TimerService timerService() {
            return time;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            sides.emit(outputTag, value);
        }
    }
}
