package io.weft.api.eventtime;

/** Takes watermarks and idleness. Used on the task's thread only. */
public interface WatermarkOutput {

    /** Hands a watermark on. One that is not higher than those before has no effect, but ends idleness. */
    void emitWatermark(Watermark watermark);

    /** Says that nothing comes for now, so that others need not wait. The next record or watermark ends it. */
    void markIdle();

    /** Ends idleness before the next record comes. */
    void markActive();
}
