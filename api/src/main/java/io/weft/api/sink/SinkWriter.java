package io.weft.api.sink;

import io.weft.api.eventtime.Watermark;
import java.io.IOException;

/** Writes the records of one subtask. */
@SuppressWarnings("try") // closing may throw whatever the user needs, an interruption too
public interface SinkWriter<InputT> extends AutoCloseable {

    void write(InputT element, Context context) throws IOException, InterruptedException;

    /**
     * Called at checkpoints and at the end of the input: whatever was written before is durable on return, or will be through
     * committables.
     */
    void flush(boolean endOfInput) throws IOException, InterruptedException;

    /** Event time has come this far. */
    default void writeWatermark(Watermark watermark) throws IOException, InterruptedException {}

    /** What is known of the record at hand. */
    interface Context {

        /** The current watermark in ms since the epoch. */
        long currentWatermark();

        /** The record's timestamp in ms since the epoch, or null if it has none. */
        Long timestamp();
    }
}
