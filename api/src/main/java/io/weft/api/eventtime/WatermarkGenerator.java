package io.weft.api.eventtime;

/** Makes watermarks from the records it sees. One a subtask, or one a split of a source. */
public interface WatermarkGenerator<T> {

    /** Called for each record, after its timestamp has been assigned. */
    void onEvent(T event, long eventTimestamp, WatermarkOutput output);

    /** Called at the interval that {@code ExecutionConfig.setAutoWatermarkInterval} sets. */
    void onPeriodicEmit(WatermarkOutput output);
}
