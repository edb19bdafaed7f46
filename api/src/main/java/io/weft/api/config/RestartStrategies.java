package io.weft.api.config;

import java.io.Serializable;
import java.time.Duration;

/** What happens when a task fails, for programs that set it in code. */
public final class RestartStrategies {

    private RestartStrategies() {}

    /** The job fails. */
    public static RestartStrategyConfiguration noRestart() {
        return configuration -> configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    }

    /** The job is restarted, so often at most, each time after a delay. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, long delayBetweenAttemptsMs) {
        return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayBetweenAttemptsMs));
    }

    /** The job is restarted, so often at most, each time after a delay. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Duration delayInterval) {
        return configuration -> configuration
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restartAttempts)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, delayInterval);
    }

    /** A restart strategy with its settings. */
    @FunctionalInterface
    public interface RestartStrategyConfiguration extends Serializable {

        void writeTo(Configuration configuration);
    }
}
