package io.weft.api.source;

import io.weft.api.eventtime.Watermark;
import io.weft.api.functions.Function;

/**
 * The older kind of source: a loop that emits. It runs with parallelism 1 unless it is a {@link ParallelSourceFunction}.
 *
 * @param <T> the records
 */
public interface SourceFunction<T> extends Function {

    /**
     * Emits records until there are no more or {@link #cancel()} was called. Runs on a thread of its own.
     *
     * @throws Exception to fail the task
     */
    void run(SourceContext<T> ctx) throws Exception;

    /** Has {@link #run} return soon. Called on another thread; {@code run} is interrupted afterwards. */
    void cancel();

    /** Takes the records of a source function. */
    interface SourceContext<T> {

        /** Emits a record without a timestamp; waits while the job cannot keep up. */
        void collect(T element);

        /** @param timestamp ms since the epoch */
        void collectWithTimestamp(T element, long timestamp);

        void emitWatermark(Watermark mark);

        /** Says that nothing comes for now, so that others need not wait. The next record or watermark ends it. */
        void markAsTemporarilyIdle();

        /** Held while a record is emitted and the position it stands for is moved on, so that snapshots see both or neither. */
        Object getCheckpointLock();

        /** Called by the engine after {@code run}. */
        void close();
    }
}
