package io.weft.runtime.operator;

import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.co.KeyedCoProcessFunction;
import io.weft.api.time.TimeDomain;
import io.weft.api.time.TimerService;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.Operator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Rethrow;
import io.weft.runtime.chain.SideOutputs;
import io.weft.runtime.channel.Element;
import io.weft.runtime.time.KeyedTimers;
import io.weft.state.KeyedStateBackend;

/** A process function of two keyed inputs, which share the state of a key. */
final class KeyedCoProcessOperator extends FunctionOperator
        implements Operator.SecondInput, Collector<Object>, KeyedTimers.Handler {

    private final KeyedCoProcessFunction<Object, Object, Object, Object> function;
    private final Context functionContext;
    private final SideOutputs sides;
    private final KeyedTimers timers;

    KeyedCoProcessOperator(OperatorContext context, KeyedCoProcessFunction<Object, Object, Object, Object> function) {
        super(context, function);
        this.function = function;
        this.sides = new SideOutputs(context.outputs());
        this.timers = new KeyedTimers(context.state().keyed(), context.clock(), context.timers(), this);
        this.functionContext =
                new Context(function, sides, timers, context.state().keyed());
    }

    @Override
    public void open() throws Exception {
        timers.open();
        super.open();
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        sides.at(timestamp);
        function.processElement1(record, functionContext, this);
    }

    @Override
    public void processSecond(Object record, long timestamp) throws Exception {
        sides.at(timestamp);
        function.processElement2(record, functionContext, this);
    }

    @Override
    public void watermark(long timestamp) throws Exception {
        timers.advance(timestamp);
        super.watermark(timestamp);
    }

    @Override
    public void onTimer(long time, TimeDomain domain) throws Exception {
        functionContext.domain = domain;
        // What the clock fires has no place in event time.
        sides.at(domain == TimeDomain.EVENT_TIME ? time : Element.NO_TIMESTAMP);
        function.onTimer(time, functionContext, this);
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

    private static final class Context extends KeyedCoProcessFunction<Object, Object, Object, Object>.OnTimerContext {
        private final SideOutputs sides;
        private final TimerService timers;
        private final KeyedStateBackend state;
        /** Not private: the copy of the operator is no nest mate. */
        TimeDomain domain;

        Context(
                KeyedCoProcessFunction<Object, Object, Object, Object> function,
                SideOutputs sides,
                TimerService timers,
                KeyedStateBackend state) {
            function.super();
            this.sides = sides;
            this.timers = timers;
            this.state = state;
        }

        @Override
        public TimeDomain timeDomain() {
            return domain;
        }

        @Override
        public Object getCurrentKey() {
            return state.currentKey();
        }

        @Override
        public Long timestamp() {
            return sides.timestampOrNull();
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            sides.emit(outputTag, value);
        }
    }
}
