package io.weft.runtime.time;

import io.weft.model.Clock;

/** Tells the time where there is no key that a timer could belong to. */
public final class UnkeyedTime implements OperatorTime {

    private final Clock clock;

    private long watermark = Long.MIN_VALUE;

    public UnkeyedTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void open() {}

    @Override
    public void advance(long newWatermark) {
        watermark = newWatermark;
    }

    @Override
    public long currentProcessingTime() {
        return clock.nowMs();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        throw notKeyed();
    }

    @Override
    public void registerEventTimeTimer(long time) {
        throw notKeyed();
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        throw notKeyed();
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        throw notKeyed();
    }

    private static UnsupportedOperationException notKeyed() {
        return new UnsupportedOperationException(
                "Timers belong to a key, but the stream is not keyed: put keyBy() before process().");
    }
}
