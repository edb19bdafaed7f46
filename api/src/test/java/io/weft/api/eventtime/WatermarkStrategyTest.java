package io.weft.api.eventtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatermarkStrategyTest {

    private record Event(long timestampMs) {}

    private final List<Object> output = new ArrayList<>();
    private final WatermarkOutput out = new RecordingOutput(output);
    private long nowNanos;

    @Test
    void boundedOutOfOrdernessStaysBehindTheHighestTimestamp() {
        WatermarkGenerator<Event> generator =
                generator(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(10)));
        generator.onEvent(new Event(100), 100, out);
        generator.onEvent(new Event(95), 95, out);
        generator.onPeriodicEmit(out);

        assertThat(output).containsExactly(89L);
    }

    @Test
    void beforeTheFirstRecordTheWatermarkIsTheLowest() {
        generator(WatermarkStrategy.forMonotonousTimestamps()).onPeriodicEmit(out);

        assertThat(output).containsExactly(Long.MIN_VALUE);
    }

    @Test
    void aQuietInputIsIdleAfterTheTimeoutAndActiveWithTheNextRecord() {
        WatermarkGenerator<Event> generator =
                generator(WatermarkStrategy.<Event>forMonotonousTimestamps().withIdleness(Duration.ofSeconds(1)));
        generator.onEvent(new Event(5), 5, out);
        generator.onPeriodicEmit(out);
        nowNanos += TimeUnit.MILLISECONDS.toNanos(1001);
        generator.onPeriodicEmit(out);
        generator.onEvent(new Event(7), 7, out);
        generator.onPeriodicEmit(out);

        assertThat(output).containsExactly(4L, "idle", 6L);
    }

    @Test
    void anAssignerFindsTheTimestampAndKeepsTheGenerator() {
        WatermarkStrategy<Event> strategy = WatermarkStrategy.<Event>forMonotonousTimestamps()
                .withTimestampAssigner((event, timestamp) -> event.timestampMs())
                .withIdleness(Duration.ofSeconds(1));

        TimestampAssigner<Event> assigner =
                strategy.createTimestampAssigner(new TimestampAssignerSupplier.Context() {});

        assertThat(assigner.extractTimestamp(new Event(42), TimestampAssigner.NO_TIMESTAMP))
                .isEqualTo(42);
    }

    @Test
    void withoutAnAssignerRecordsKeepTheirTimestamps() {
        WatermarkStrategy<Event> strategy = WatermarkStrategy.noWatermarks();

        assertThat(strategy.createTimestampAssigner(new TimestampAssignerSupplier.Context() {})
                        .extractTimestamp(new Event(1), 9))
                .isEqualTo(9);
    }

    @Test
    void refusesADurationThatMakesNoSense() {
        assertThatThrownBy(() -> generator(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(-1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WatermarkStrategy.noWatermarks().withIdleness(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private WatermarkGenerator<Event> generator(WatermarkStrategy<Event> strategy) {
        return strategy.createWatermarkGenerator(() -> () -> nowNanos);
    }

    private record RecordingOutput(List<Object> output) implements WatermarkOutput {
        @Override
        public void emitWatermark(Watermark watermark) {
            output.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            output.add("idle");
        }

        @Override
        public void markActive() {
            output.add("active");
        }
    }
}
