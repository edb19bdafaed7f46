package io.weft.runtime.channel;

import io.weft.model.checkpoint.CheckpointBarrier;
import java.io.IOException;

/** The producing task's end of a channel. Owned by the producing task's thread. */
public interface ChannelWriter {

    /**
     * Adds a record behind what was written before. Afterwards the caller may change the record: it has been copied or serialized. If
     * there is no room the record waits here; when too much waits, the call parks in {@link Backpressure#awaitRoom}.
     */
    void write(Object record, long timestamp) throws IOException;

    /**
     * Hands over everything written before, then the element. It waits here if there is no room; the call itself may park then, but not for a
     * barrier.
     */
    void writeControl(Element element) throws IOException;

    /**
     * Tells the consumer at once that the barrier stands behind what is queued. The barrier itself has been written before. If the
     * consumer is not there yet it is not told.
     */
    void announce(CheckpointBarrier barrier);

    /**
     * Called at the end of each step of the task: hands over a partly filled batch if the consumer is idle, or if the batch has waited
     * for the buffer timeout.
     */
    void endStep(long nowNanos) throws IOException;

    /** Hands over a partly filled batch, because the producer has nothing to do for now. */
    void flush() throws IOException;

    /**
     * Tries again to hand over what waits.
     *
     * @return true if nothing waits any more. While false, the producing task takes no further input; its doorbell rings when there is
     *     room
     */
    boolean drain() throws IOException;

    /** How many records were written: a counter for people, read by the owning thread. */
    long recordsOut();

    /** Lets go of the channel. What was handed over still arrives if the producer has finished. Closing twice does nothing. */
    void close(boolean finished);
}
