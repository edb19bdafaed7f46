package io.weft.api.config;

import io.weft.api.time.Time;
import java.io.Serializable;
import java.time.Duration;

/** What happens when a task fails, for programs that set it in code. */
public final class RestartStrategies {

    private RestartStrategies() {}

    /** The job fails. */
    public static RestartStrategyConfiguration noRestart() {
        return configuration -> configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    }

    /** What the cluster's settings say. */
    public static RestartStrategyConfiguration fallBackRestart() {
        return configuration -> configuration.removeConfig(RestartStrategyOptions.RESTART_STRATEGY);
    }

    /** The job is restarted, so often at most, each time after a delay. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, long delayBetweenAttemptsMs) {
        return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayBetweenAttemptsMs));
    }

    /** The job is restarted, so often at most, each time after a delay. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Time delayInterval) {
        return fixedDelayRestart(restartAttempts, delayInterval.toDuration());
    }

    /** The job is restarted, so often at most, each time after a delay. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Duration delayInterval) {
        return configuration -> configuration
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restartAttempts)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, delayInterval);
    }

    /** As {@link #failureRateRestart(int, Duration, Duration)}. */
    public static RestartStrategyConfiguration failureRateRestart(
            int failureRate, Time failureInterval, Time delayInterval) {
        return failureRateRestart(failureRate, failureInterval.toDuration(), delayInterval.toDuration());
    }

    /** The job is restarted, each time after a delay, unless it fails more often than so in the interval. */
    public static RestartStrategyConfiguration failureRateRestart(
            int failureRate, Duration failureInterval, Duration delayInterval) {
        return configuration -> configuration
                .set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, failureRate)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL, failureInterval)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, delayInterval);
    }

    /** As {@link #exponentialDelayRestart(Duration, Duration, double, Duration, double)}. */
    public static RestartStrategyConfiguration exponentialDelayRestart(
            Time initialBackoff,
            Time maxBackoff,
            double backoffMultiplier,
            Time resetBackoffThreshold,
            double jitterFactor) {
        return exponentialDelayRestart(
                initialBackoff.toDuration(),
                maxBackoff.toDuration(),
                backoffMultiplier,
                resetBackoffThreshold.toDuration(),
                jitterFactor);
    }

    /**
     * The job is restarted, each time after a longer delay.
     *
     * @param backoffMultiplier by how much each delay is longer than the one before, 1 or more
     * @param resetBackoffThreshold how long the job has to run without a failure until delays begin anew
     * @param jitterFactor by which part of itself, 0 to 1, a delay is made longer or shorter at random
     */
    public static RestartStrategyConfiguration exponentialDelayRestart(
            Duration initialBackoff,
            Duration maxBackoff,
            double backoffMultiplier,
            Duration resetBackoffThreshold,
            double jitterFactor) {
        return configuration -> configuration
                .set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, initialBackoff)
                .set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, maxBackoff)
                .set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, backoffMultiplier)
                .set(
                        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                        resetBackoffThreshold)
                .set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR, jitterFactor);
    }

    /** A restart strategy with its settings. */
    @FunctionalInterface
    public interface RestartStrategyConfiguration extends Serializable {

        void writeTo(Configuration configuration);
    }
}
