package io.weft.api.functions;

/** Turns each record into any number of others, with its timestamp and side outputs at hand. */
public abstract class ProcessFunction<I, O> extends AbstractRichFunction {

    /**
     * @param value the record
     * @param ctx the record's timestamp, and side outputs; use it only during the call
     * @param out takes the results of the main output; use it only during the call
     * @throws Exception to fail the task
     */
    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    /** What is known of the record at hand. */
    public abstract class Context {

        /** The record's timestamp in ms since the epoch, or null if it has none. */
        public abstract Long timestamp();

        /** Sends a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
