package io.weft.api.eventtime;

import java.time.Duration;

/**
 * How records get timestamps and how watermarks are made of them. Start with one of the static methods, refine with the {@code with}
 * methods, which leave this strategy as it is.
 */
public interface WatermarkStrategy<T> extends TimestampAssignerSupplier<T>, WatermarkGeneratorSupplier<T> {

    /** Unless overridden, records keep the timestamps that they have. */
    @Override
    default TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return new RecordTimestampAssigner<>();
    }

    /** This strategy with another assigner for each subtask. */
    default WatermarkStrategy<T> withTimestampAssigner(TimestampAssignerSupplier<T> timestampAssigner) {
        return new AssigningWatermarkStrategy<>(this, timestampAssigner);
    }

    /** This strategy with another assigner. */
    default WatermarkStrategy<T> withTimestampAssigner(SerializableTimestampAssigner<T> timestampAssigner) {
        return withTimestampAssigner(TimestampAssignerSupplier.of(timestampAssigner));
    }

    /** This strategy, with inputs that have been quiet for the time counting as idle, so that others need not wait for them. */
    default WatermarkStrategy<T> withIdleness(Duration idleTimeout) {
        return new IdlenessWatermarkStrategy<>(this, idleTimeout);
    }

    /** For timestamps that never go down. */
    static <T> WatermarkStrategy<T> forMonotonousTimestamps() {
        return context -> new AscendingTimestampsWatermarks<>();
    }

    /** For records that come at most so much after a record with a later timestamp. */
    static <T> WatermarkStrategy<T> forBoundedOutOfOrderness(Duration maxOutOfOrderness) {
        return context -> new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
    }

    /** With the user's own generator. */
    static <T> WatermarkStrategy<T> forGenerator(WatermarkGeneratorSupplier<T> generatorSupplier) {
        return generatorSupplier::createWatermarkGenerator;
    }

    /** Without watermarks: for programs that do not use event time. */
    static <T> WatermarkStrategy<T> noWatermarks() {
        return context -> new NoWatermarksGenerator<>();
    }
}
