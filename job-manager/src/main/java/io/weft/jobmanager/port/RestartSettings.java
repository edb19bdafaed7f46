package io.weft.jobmanager.port;

import io.weft.api.config.Configuration;
import io.weft.api.config.RestartStrategyOptions;
import java.util.Map;
import java.util.Optional;

/** Whether and when a job that failed is started again. */
public sealed interface RestartSettings {

    /** True if another start is allowed after so many failed ones. */
    boolean allowsRestart(int failedAttempts);

    /** From the failure to the next start. */
    long delayMs();

    /**
     * What a job's settings say.
     *
     * @param otherwise if they say nothing
     * @throws IllegalArgumentException if they can not be understood, with what is wrong and what would be right
     */
    static RestartSettings of(Map<String, String> jobSettings, RestartSettings otherwise) {
        Configuration configuration = Configuration.fromMap(jobSettings);
        // Older settings name the number of restarts and no strategy.
        Optional<String> type = configuration
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .or(() -> configuration
                        .getOptional(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS)
                        .map(attempts -> "fixed-delay"));
        if (type.isEmpty()) {
            return otherwise;
        }
        return switch (type.get()) {
            case "none" -> new None();
            case "fixed-delay" ->
                new FixedDelay(
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
                        configuration
                                .get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY)
                                .toMillis());
            default ->
                throw new IllegalArgumentException("The JobManager has no restart strategy '" + type.get() + "': set "
                        + RestartStrategyOptions.RESTART_STRATEGY.key() + " to none or fixed-delay.");
        };
    }

    /** Never. */
    record None() implements RestartSettings {
        @Override
        public boolean allowsRestart(int failedAttempts) {
            return false;
        }

        @Override
        public long delayMs() {
            return 0;
        }
    }

    /** A limited number of times, each after the same delay. */
    record FixedDelay(int maxRestarts, long delayMs) implements RestartSettings {
        public FixedDelay {
            if (maxRestarts < 0 || delayMs < 0) {
                throw new IllegalArgumentException("Restarts and their delay are 0 or more, not " + maxRestarts
                        + " restarts after " + delayMs + " ms");
            }
        }

        @Override
        public boolean allowsRestart(int failedAttempts) {
            return failedAttempts <= maxRestarts;
        }
    }
}
