package io.weft.runtime.operator;

import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.time.TimeDomain;
import io.weft.api.time.TimerService;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Rethrow;
import io.weft.runtime.chain.SideOutputs;
import io.weft.runtime.channel.Element;
import io.weft.runtime.time.KeyedTimers;
import io.weft.runtime.time.OperatorTime;

/** A process function: any number of records for each, to side outputs too. */
final class ProcessOperator extends FunctionOperator implements Collector<Object>, KeyedTimers.Handler {

    private final ProcessFunction<Object, Object> function;
    private final Context functionContext;
    private final SideOutputs sides;
    private final OperatorTime time;

    ProcessOperator(OperatorContext context, ProcessFunction<Object, Object> function) {
        super(context, function);
        this.function = function;
        this.sides = new SideOutputs(context.outputs());
        this.time = OperatorTime.of(context, this);
        this.functionContext = new Context(function, sides, time);
    }

    @Override
    public void open() throws Exception {
        time.open();
        super.open();
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
    public void onTimer(long timestamp, TimeDomain domain) throws Exception {
        functionContext.domain = domain;
        // What the clock fires has no place in event time.
        sides.at(domain == TimeDomain.EVENT_TIME ? timestamp : Element.NO_TIMESTAMP);
        function.onTimer(timestamp, functionContext, this);
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

    private static final class Context extends ProcessFunction<Object, Object>.OnTimerContext {
        private final SideOutputs sides;
        private final TimerService time;
        /** Not private: the copy of the operator is no nest mate. */
        TimeDomain domain;

        Context(ProcessFunction<Object, Object> function, SideOutputs sides, TimerService time) {
            function.super();
            this.sides = sides;
            this.time = time;
        }

        @Override
        public TimeDomain timeDomain() {
            return domain;
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
