package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.config.RestartStrategies;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichMapFunction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs with a pipeline that fails whenever it runs, and one beside it that does not: how often the first is started says its settings. */
@Timeout(120)
class RestartStrategiesTest {

    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final AtomicInteger OTHER_STARTED = new AtomicInteger();
    private static volatile int failures;
    private static volatile CountDownLatch otherRuns;

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);

    @BeforeEach
    void forget() {
        STARTED.set(0);
        OTHER_STARTED.set(0);
        failures = Integer.MAX_VALUE;
        otherRuns = new CountDownLatch(1);
    }

    private void set(String... settings) {
        for (int i = 0; i < settings.length; i += 2) {
            env.configure(Configuration.fromMap(Map.of(settings[i], settings[i + 1])));
        }
    }

    private void run() throws Exception {
        env.fromSequence(1, 3).map(new FailsUntil()).print();
        env.fromSequence(1, 3).map(new Counts()).print();
        env.execute();
    }

    private void failsAfterStarts(int starts) {
        assertThatThrownBy(this::run).hasStackTraceContaining("failure " + starts);
        assertThat(STARTED).hasValue(starts);
        assertThat(OTHER_STARTED).hasValue(1);
    }

    @Test
    void aJobWithoutCheckpointsFailsWithItsFirstFailure() {
        failsAfterStarts(1);
    }

    @Test
    void fixedDelayFromTheProgram() {
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(2, Duration.ofMillis(1)));
        failsAfterStarts(3);
    }

    @Test
    void fixedDelayFromSettings() {
        set(
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", "2",
                "restart-strategy.fixed-delay.delay", "1 ms");
        failsAfterStarts(3);
    }

    @Test
    void retriesAsOlderProgramsSayThem() {
        env.setNumberOfExecutionRetries(2);
        env.getConfig().setExecutionRetryDelay(1);
        failsAfterStarts(3);
    }

    @Test
    void retriesAsOlderSettingsSayThem() {
        set("execution-retries.default", "2", "execution-retries.delay", "1 ms");
        failsAfterStarts(3);
    }

    @Test
    void noRestartsThoughThereAreCheckpoints() {
        env.enableCheckpointing(1_000);
        env.setRestartStrategy(RestartStrategies.noRestart());
        failsAfterStarts(1);
    }

    @Test
    void aFailureRate() {
        env.setRestartStrategy(RestartStrategies.failureRateRestart(2, Duration.ofHours(1), Duration.ofMillis(1)));
        failsAfterStarts(3);
    }

    @Test
    void growingDelaysEndIfThereIsALimit() {
        set(
                "restart-strategy.type", "exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff", "1 ms",
                "restart-strategy.exponential-delay.attempts-before-reset-backoff", "2");
        failsAfterStarts(3);
    }

    @Test
    void aJobWithCheckpointsIsRestartedUntilItSucceeds() throws Exception {
        env.enableCheckpointing(50);
        set("restart-strategy.exponential-delay.initial-backoff", "1 ms");
        failures = 4;

        run();

        assertThat(STARTED).hasValue(5);
        assertThat(OTHER_STARTED).hasValue(1);
    }

    private static final class FailsUntil extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext openContext) {
            STARTED.incrementAndGet();
        }

        @Override
        public Long map(Long value) throws InterruptedException {
            if (STARTED.get() <= failures) {
                // The other pipeline's start is looked at, so it must have come to it.
                otherRuns.await();
                throw new IllegalStateException("failure " + STARTED);
            }
            return value;
        }
    }

    private static final class Counts extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext openContext) {
            OTHER_STARTED.incrementAndGet();
            otherRuns.countDown();
        }

        @Override
        public Long map(Long value) {
            return value;
        }
    }
}
