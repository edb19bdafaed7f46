package io.weft.jobmanager.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.jobmanager.port.RestartSettings.FailedAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestartSettingsTest {

    private static final RestartSettings CLUSTERS = new RestartSettings.FixedDelay(9, 9);

    @Test
    void aJobThatSaysNothingRestartsAsTheClusterSays() {
        assertThat(RestartSettings.of(Map.of(), CLUSTERS)).isEqualTo(CLUSTERS);
    }

    @Test
    void aJobSaysOtherwise() {
        assertThat(RestartSettings.of(Map.of("restart-strategy.type", "none"), CLUSTERS))
                .isEqualTo(new RestartSettings.None());
        assertThat(RestartSettings.of(
                        Map.of(
                                "restart-strategy", "fixed-delay",
                                "restart-strategy.fixed-delay.attempts", "3",
                                "restart-strategy.fixed-delay.delay", "2 s"),
                        CLUSTERS))
                .isEqualTo(new RestartSettings.FixedDelay(3, 2_000));
    }

    @Test
    void olderSettingsNameOnlyTheNumberOfRestarts() {
        Map<String, String> older = Map.of("execution-retries.default", "3", "execution-retries.delay", "5 s");

        assertThat(RestartSettings.of(older, CLUSTERS)).isEqualTo(new RestartSettings.FixedDelay(3, 5_000));
    }

    @Test
    void aJobWithCheckpointsRestartsUnlessSomebodySaysOtherwise() {
        Map<String, String> checkpoints = Map.of("execution.checkpointing.interval", "10 s");
        assertThat(RestartSettings.of(checkpoints, null))
                .isEqualTo(new RestartSettings.ExponentialDelay(1_000, 60_000, 1.5, 3_600_000, 0.1, Integer.MAX_VALUE));
        assertThat(RestartSettings.of(checkpoints, CLUSTERS)).isEqualTo(CLUSTERS);
        assertThat(RestartSettings.of(checkpoints, new RestartSettings.None())).isEqualTo(new RestartSettings.None());
        assertThat(RestartSettings.of(Map.of(), null)).isEqualTo(new RestartSettings.None());
    }

    @Test
    void settingsThatChooseNoStrategyAreNoChoice() {
        assertThat(RestartSettings.find(Map.of("restart-strategy.exponential-delay.initial-backoff", "2 s")))
                .isEmpty();
        assertThat(RestartSettings.find(Map.of("restart-strategy", "none"))).contains(new RestartSettings.None());
    }

    @Test
    void anUnknownStrategyIsRefused() {
        assertThatThrownBy(() -> RestartSettings.of(Map.of("restart-strategy.type", "sometimes"), CLUSTERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("restart-strategy.type")
                .hasMessageContaining("failure-rate");
    }

    /** Attempts that fail at these times, each started when the one before had failed. */
    private static List<FailedAttempt> failures(long... atMs) {
        List<FailedAttempt> failed = new ArrayList<>();
        long startedMs = 0;
        for (long failedMs : atMs) {
            failed.add(new FailedAttempt(startedMs, failedMs, true));
            startedMs = failedMs;
        }
        return failed;
    }

    @Test
    void neverRestarts() {
        assertThat(new RestartSettings.None().delayMs(failures(1), 0)).isEmpty();
    }

    @Test
    void restartsALimitedNumberOfTimes() {
        RestartSettings twice = new RestartSettings.FixedDelay(2, 70);
        assertThat(twice.delayMs(failures(1, 2), 0)).hasValue(70);
        assertThat(twice.delayMs(failures(1, 2, 3), 0)).isEmpty();
    }

    @Test
    void restartsUnlessFailuresAreTooFrequent() {
        RestartSettings twoInAMinute = RestartSettings.of(
                Map.of(
                        "restart-strategy.type", "failurerate",
                        "restart-strategy.failure-rate.max-failures-per-interval", "2",
                        "restart-strategy.failure-rate.failure-rate-interval", "1 min",
                        "restart-strategy.failure-rate.delay", "3 s"),
                CLUSTERS);
        assertThat(twoInAMinute.delayMs(failures(1_000, 2_000), 0)).hasValue(3_000);
        assertThat(twoInAMinute.delayMs(failures(1_000, 2_000, 60_999), 0)).isEmpty();
        assertThat(twoInAMinute.delayMs(failures(1_000, 2_000, 61_000), 0)).hasValue(3_000);
    }

    @Test
    void delaysGrowUntilAnAttemptRunsForLong() {
        RestartSettings growing = new RestartSettings.ExponentialDelay(100, 350, 2, 1_000, 0, 5);
        assertThat(growing.delayMs(failures(1), 0)).hasValue(100);
        assertThat(growing.delayMs(failures(1, 2), 0)).hasValue(200);
        assertThat(growing.delayMs(failures(1, 2, 3), 0)).hasValue(350);
        assertThat(growing.delayMs(failures(1, 2, 3, 1_003), 0)).hasValue(100);
        assertThat(growing.delayMs(failures(1, 2, 3, 1_003, 1_004), 0)).hasValue(200);
        assertThat(growing.delayMs(failures(1, 2, 3, 4, 5), 0)).hasValue(350);
        assertThat(growing.delayMs(failures(1, 2, 3, 4, 5, 6), 0)).isEmpty();
    }

    @Test
    void whatAnAttemptRanForCountsIfOnlyItsProcessWasLost() {
        RestartSettings growing = new RestartSettings.ExponentialDelay(100, 350, 2, 1_000, 0, 5);
        assertThat(growing.delayMs(List.of(new FailedAttempt(0, 30, false)), 0)).hasValue(70);
        assertThat(growing.delayMs(List.of(new FailedAttempt(0, 900, false)), 0))
                .hasValue(0);
        assertThat(growing.delayMs(List.of(new FailedAttempt(0, 150, false), new FailedAttempt(150, 300, false)), 0))
                .hasValue(50);
    }

    @Test
    void delaysOfSeveralJobsDifferALittle() {
        RestartSettings jittered = new RestartSettings.ExponentialDelay(1_000, 60_000, 1.5, 1_000, 0.1, 5);
        long[] delays = LongStream.range(0, 100)
                .map(seed -> jittered.delayMs(failures(1), seed).orElseThrow())
                .toArray();
        assertThat(LongStream.of(delays)).allMatch(delay -> delay >= 900 && delay <= 1_100);
        assertThat(LongStream.of(delays).distinct().count()).isGreaterThan(30);
        assertThat(jittered.delayMs(failures(1), 7)).isEqualTo(jittered.delayMs(failures(1), 7));
    }
}
