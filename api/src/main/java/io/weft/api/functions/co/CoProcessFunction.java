package io.weft.api.functions.co;

import io.weft.api.functions.AbstractRichFunction;
import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;

/** Turns each record of either input into any number of a common type, with its timestamp and side outputs at hand. */
public abstract class CoProcessFunction<IN1, IN2, OUT> extends AbstractRichFunction {

    /** Called for each record of the first input; {@code ctx} and {@code out} may be used only during the call. */
    public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

    /** Called for each record of the second input; {@code ctx} and {@code out} may be used only during the call. */
    public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** What is known of the record at hand. */
    public abstract class Context {

        /** The record's timestamp in ms since the epoch, or null if it has none. */
        public abstract Long timestamp();

        /** Sends a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
