package io.weft.api.eventtime;

import java.time.Duration;

/** Says that the input is idle when no record has come for a time; otherwise does what another generator does. */
public class WatermarksWithIdleness<T> implements WatermarkGenerator<T> {

    private final WatermarkGenerator<T> watermarks;
    private final long timeoutNanos;
    private final RelativeClock clock;
    private boolean sawRecord;
    private boolean timing;
    private long quietSinceNanos;

    /** @param idleTimeout how long the input may be quiet before it counts as idle; positive */
    public WatermarksWithIdleness(WatermarkGenerator<T> watermarks, Duration idleTimeout, RelativeClock clock) {
        if (idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("The idle timeout is more than 0, not " + idleTimeout + ".");
        }
        this.watermarks = watermarks;
        this.timeoutNanos = idleTimeout.toNanos();
        this.clock = clock;
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        watermarks.onEvent(event, eventTimestamp, output);
        sawRecord = true;
    }

    /** Reads the clock here and not for each record. */
    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long nowNanos = clock.relativeTimeNanos();
        if (sawRecord || !timing) {
            sawRecord = false;
            timing = true;
            quietSinceNanos = nowNanos;
        }
        if (nowNanos - quietSinceNanos > timeoutNanos) {
            output.markIdle();
        } else {
            watermarks.onPeriodicEmit(output);
        }
    }
}
