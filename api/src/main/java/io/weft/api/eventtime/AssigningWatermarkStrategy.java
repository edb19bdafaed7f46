package io.weft.api.eventtime;

import java.util.Objects;

/** Another strategy's watermarks with the given timestamps. */
record AssigningWatermarkStrategy<T>(WatermarkStrategy<T> strategy, TimestampAssignerSupplier<T> assigners)
        implements WatermarkStrategy<T> {
    AssigningWatermarkStrategy {
        Objects.requireNonNull(assigners, "timestampAssigner");
    }

    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return assigners.createTimestampAssigner(context);
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return strategy.createWatermarkGenerator(context);
    }
}
