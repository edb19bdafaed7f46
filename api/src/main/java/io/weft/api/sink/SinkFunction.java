package io.weft.api.sink;

import io.weft.api.eventtime.Watermark;
import io.weft.api.functions.Function;

/** The older kind of sink: called with each record. */
public interface SinkFunction<IN> extends Function {

    /**
     * Called with each record unless {@link #invoke(Object, Context)} is overridden.
     *
     * @throws Exception to fail the task
     */
    default void invoke(IN value) throws Exception {}

    /**
     * Called with each record.
     *
     * @throws Exception to fail the task
     */
    default void invoke(IN value, Context context) throws Exception {
        invoke(value);
    }

    /** Event time has come this far. */
    default void writeWatermark(Watermark watermark) throws Exception {}

    /** The input has ended: what is held back must go out now. Not called when the job is cancelled or fails. */
    default void finish() throws Exception {}

    /** What is known of the record at hand. */
    interface Context {

        /** The clock, in ms since the epoch. */
        long currentProcessingTime();

        /** The current watermark in ms since the epoch. */
        long currentWatermark();

        /** The record's timestamp in ms since the epoch, or null if it has none. */
        Long timestamp();
    }
}
