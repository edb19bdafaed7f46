package io.weft.runtime.time;

import io.weft.api.eventtime.RelativeClock;
import io.weft.api.eventtime.TimestampAssigner;
import io.weft.api.eventtime.TimestampAssignerSupplier;
import io.weft.api.eventtime.WatermarkGenerator;
import io.weft.api.eventtime.WatermarkGeneratorSupplier;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.model.Clock;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Timers;

/** A user's watermark strategy at work: makes its assigner and generators, and has the generators emit periodically. */
public final class EventTime implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {

    private final WatermarkStrategy<Object> strategy;
    private final Clock clock;
    private final Timers timers;
    private final long intervalNanos;

    public EventTime(WatermarkStrategy<Object> strategy, OperatorContext context) {
        this.strategy = strategy;
        this.clock = context.clock();
        this.timers = context.timers();
        this.intervalNanos = context.runtime().getExecutionConfig().getAutoWatermarkInterval() * 1_000_000;
    }

    @Override
    public RelativeClock getInputActivityClock() {
        return clock::nanos;
    }

    public TimestampAssigner<Object> createAssigner() {
        return strategy.createTimestampAssigner(this);
    }

    public WatermarkGenerator<Object> createGenerator() {
        return strategy.createWatermarkGenerator(this);
    }

    /** Has the generator emit at the job's interval for as long as the output is wanted. */
    public void emitPeriodically(WatermarkGenerator<Object> generator, WatermarkCollector output) {
        if (intervalNanos > 0) {
            timers.at(clock.nanos() + intervalNanos, now -> {
                if (!output.hasEnded()) {
                    generator.onPeriodicEmit(output);
                    emitPeriodically(generator, output);
                }
            });
        }
    }
}
