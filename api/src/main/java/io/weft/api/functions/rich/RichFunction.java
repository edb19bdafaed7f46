package io.weft.api.functions.rich;

import io.weft.api.config.Configuration;
import io.weft.api.functions.Function;

/** A function that is opened before its first record, closed after its last, and knows its subtask. */
public interface RichFunction extends Function {

    /**
     * The older form of {@link #open(OpenContext)}, which calls it.
     *
     * @param parameters empty
     */
    void open(Configuration parameters) throws Exception;

    /**
     * Called once before the first record, on the task's thread.
     *
     * @throws Exception to fail the task
     */
    default void open(OpenContext openContext) throws Exception {
        open(new Configuration());
    }

    /**
     * Called once after the last record, and also when the task is cancelled or has failed, even if {@code open} failed: must do no
     * harm if called again.
     *
     * @throws Exception to fail the task
     */
    void close() throws Exception;

    /** @throws IllegalStateException if the function does not run yet */
    RuntimeContext getRuntimeContext();

    /** Called by the engine before {@code open}. */
    void setRuntimeContext(RuntimeContext t);
}
