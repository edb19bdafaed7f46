package io.weft.api.functions.co;

import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.rich.AbstractRichFunction;
import io.weft.api.time.TimeDomain;
import io.weft.api.time.TimerService;

/** Turns each record of either input into any number of a common type, with its timestamp, timers and side outputs at hand. */
public abstract class CoProcessFunction<IN1, IN2, OUT> extends AbstractRichFunction {

    /** Called for each record of the first input; {@code ctx} and {@code out} may be used only during the call. */
    public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

    /** Called for each record of the second input; {@code ctx} and {@code out} may be used only during the call. */
    public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /**
     * Called when a timer fires, which there are only if both inputs are keyed.
     *
     * @param timestamp the time that the timer was set for, in ms since the epoch; records emitted get it as their timestamp
     * @throws Exception to fail the task
     */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** What is known of the record at hand. */
    public abstract class Context {

        /** The record's timestamp in ms since the epoch, or null if it has none. */
        public abstract Long timestamp();

        /** The time, and timers if both inputs are keyed. */
        public abstract TimerService timerService();

        /** Sends a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }

    /** What is known of the timer that fires; its time is the timestamp. */
    public abstract class OnTimerContext extends Context {

        /** The time that the timer went by. */
        public abstract TimeDomain timeDomain();
    }
}
