package io.weft.api.source;

import io.weft.api.eventtime.WatermarkOutput;

/** Takes the records of a source. */
public interface SourceOutput<T> extends WatermarkOutput {

    /** Emits a record without a timestamp; the watermark strategy may find one. */
    void collect(T record);

    /** @param timestamp ms since the epoch */
    void collect(T record, long timestamp);
}
