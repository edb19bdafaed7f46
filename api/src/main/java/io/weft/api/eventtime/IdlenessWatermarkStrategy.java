package io.weft.api.eventtime;

import java.time.Duration;

/** Another strategy, with idleness. */
record IdlenessWatermarkStrategy<T>(WatermarkStrategy<T> strategy, Duration idleTimeout)
        implements WatermarkStrategy<T> {
    IdlenessWatermarkStrategy {
        if (idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("The idle timeout is more than 0, not " + idleTimeout + ".");
        }
    }

    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return strategy.createTimestampAssigner(context);
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        WatermarkGenerator<T> watermarks = strategy.createWatermarkGenerator(context);
        return new WatermarksWithIdleness<>(watermarks, idleTimeout, context.getInputActivityClock());
    }
}
