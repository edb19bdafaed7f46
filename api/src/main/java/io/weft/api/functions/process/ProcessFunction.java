package io.weft.api.functions.process;

import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.rich.AbstractRichFunction;
import io.weft.api.time.TimeDomain;
import io.weft.api.time.TimerService;

/** Turns each record into any number of others, with its timestamp, timers and side outputs at hand. */
public abstract class ProcessFunction<I, O> extends AbstractRichFunction {

    /**
     * @param value the record
     * @param ctx the record's timestamp, timers and side outputs; use it only during the call
     * @param out takes the results of the main output; use it only during the call
     * @throws Exception to fail the task
     */
    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    /**
     * Called when a timer fires, which there are on keyed streams only.
     *
     * @param timestamp the time that the timer was set for, in ms since the epoch; records emitted get it as their timestamp
     * @throws Exception to fail the task
     */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** What is known of the record at hand. */
    public abstract class Context {

        /** The record's timestamp in ms since the epoch, or null if it has none. */
        public abstract Long timestamp();

        /** The time, and timers if the stream is keyed. */
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
