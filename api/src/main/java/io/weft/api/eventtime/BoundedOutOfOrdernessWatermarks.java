package io.weft.api.eventtime;

import java.time.Duration;

/** Stays a fixed time behind the highest timestamp seen. */
public class BoundedOutOfOrdernessWatermarks<T> implements WatermarkGenerator<T> {

    private final long delayMs;
    private long maxTimestamp;

    /** @param maxOutOfOrderness how much later than a later record a record may come; not negative */
    public BoundedOutOfOrdernessWatermarks(Duration maxOutOfOrderness) {
        if (maxOutOfOrderness.isNegative()) {
            throw new IllegalArgumentException("The out-of-orderness is 0 or more, not " + maxOutOfOrderness + ".");
        }
        delayMs = maxOutOfOrderness.toMillis();
        maxTimestamp = Long.MIN_VALUE + delayMs + 1;
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        maxTimestamp = Math.max(maxTimestamp, eventTimestamp);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(maxTimestamp - delayMs - 1));
    }
}
