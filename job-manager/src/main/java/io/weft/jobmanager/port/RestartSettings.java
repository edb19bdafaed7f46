package io.weft.jobmanager.port;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.ConfigOption;
import io.weft.api.config.Configuration;
import io.weft.api.config.RestartStrategyOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Whether and when a job that failed is started again. */
public sealed interface RestartSettings {

    /**
     * From the last failure to the next start, in ms; empty if there is to be none.
     *
     * @param failed the attempts that have failed, in their order, at least one
     * @param seed for what is left to chance: with the same, the answer is the same
     */
    OptionalLong delayMs(List<FailedAttempt> failed, long seed);

    /**
     * A failure of the job.
     *
     * @param startedMs when something of it had been started last, in ms since the epoch
     * @param failedMs when something of it failed then
     * @param thrown whether its code or its surroundings threw that; false if only a process was lost
     */
    record FailedAttempt(long startedMs, long failedMs, boolean thrown) {}

    /**
     * What a job's settings say; if they say nothing, its cluster's; if those neither, with growing delays if it makes checkpoints, else never.
     *
     * @param clusters null if its settings say nothing
     * @throws IllegalArgumentException if they can not be understood, with what is wrong and what would be right
     */
    static RestartSettings of(Map<String, String> jobSettings, RestartSettings clusters) {
        return find(jobSettings).or(() -> Optional.ofNullable(clusters)).orElseGet(() -> {
            Configuration configuration = Configuration.fromMap(jobSettings);
            // Who makes checkpoints wants to go on from them.
            boolean checkpoints = configuration
                    .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                    .isPresent();
            return checkpoints ? ExponentialDelay.of(configuration) : new None();
        });
    }

    /**
     * What settings say; empty if they choose no strategy.
     *
     * @throws IllegalArgumentException if they can not be understood, with what is wrong and what would be right
     */
    static Optional<RestartSettings> find(Map<String, String> settings) {
        Configuration configuration = Configuration.fromMap(settings);
        return configuration
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                // Older settings name the number of restarts and no strategy.
                .or(() -> configuration
                        .getOptional(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS)
                        .map(attempts -> "fixed-delay"))
                .map(type -> of(type, configuration));
    }

    private static RestartSettings of(String type, Configuration configuration) {
        return switch (type) {
            case "none" -> new None();
            case "fixed-delay" ->
                new FixedDelay(
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
                        millis(configuration, RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
            case "failure-rate" ->
                new FailureRate(
                        configuration.get(
                                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL),
                        millis(
                                configuration,
                                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL),
                        millis(configuration, RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY));
            case "exponential-delay" -> ExponentialDelay.of(configuration);
            default -> throw new IllegalArgumentException("There is no restart strategy '" + type + "'");
        };
    }

    private static long millis(Configuration configuration, ConfigOption<Duration> option) {
        return configuration.get(option).toMillis();
    }

    /** Never. */
    record None() implements RestartSettings {
        @Override
        public OptionalLong delayMs(List<FailedAttempt> failed, long seed) {
            return OptionalLong.empty();
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
        public OptionalLong delayMs(List<FailedAttempt> failed, long seed) {
            return failed.size() <= maxRestarts ? OptionalLong.of(delayMs) : OptionalLong.empty();
        }
    }

    /** As long as there are not more failures than so many in the interval up to the last, each time after the same delay. */
    record FailureRate(int maxFailures, long intervalMs, long delayMs) implements RestartSettings {
        public FailureRate {
            if (maxFailures < 1 || intervalMs < 1 || delayMs < 0) {
                throw new IllegalArgumentException(
                        "Failures are 1 or more, their interval 1 ms or more, the delay 0 or more, not " + maxFailures
                                + " failures in " + intervalMs + " ms, restarted after " + delayMs + " ms");
            }
        }

        @Override
        public OptionalLong delayMs(List<FailedAttempt> failed, long seed) {
            int last = failed.size() - 1;
            boolean tooMany = last >= maxFailures
                    && failed.get(last).failedMs()
                                    - failed.get(last - maxFailures).failedMs()
                            < intervalMs;
            return tooMany ? OptionalLong.empty() : OptionalLong.of(delayMs);
        }
    }

    /**
     * After delays that grow from failure to failure, and begin anew after an attempt that ran for long. The delay gives what the job uses
     * time to recover from it. Where the job itself did nothing wrong, because a TaskManager was lost, it only has to keep starts apart, so
     * what the attempt ran for counts.
     *
     * @param resetMs how long it must have run
     * @param jitter by which part of itself a delay is longer or shorter at random
     * @param maxRestarts how often in a row, without the delays beginning anew
     */
    record ExponentialDelay(long initialMs, long maxMs, double multiplier, long resetMs, double jitter, int maxRestarts)
            implements RestartSettings {
        public ExponentialDelay {
            if (initialMs < 1 || maxMs < initialMs || multiplier < 1 || resetMs < 1 || jitter < 0 || jitter > 1) {
                throw new IllegalArgumentException(
                        "Delays grow from initial-backoff, 1 ms or more, to max-backoff, which is not"
                                + " less, by a backoff-multiplier of 1 or more; not from " + initialMs + " ms to "
                                + maxMs
                                + " ms by " + multiplier);
            }
        }

        private static ExponentialDelay of(Configuration configuration) {
            return new ExponentialDelay(
                    millis(configuration, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF),
                    millis(configuration, RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF),
                    configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
                    millis(
                            configuration,
                            RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD),
                    configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR),
                    configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS));
        }

        @Override
        public OptionalLong delayMs(List<FailedAttempt> failed, long seed) {
            int inARow = 1;
            int first = failed.size() - 1;
            while (first > 0 && failed.get(first).failedMs() - failed.get(first).startedMs() < resetMs) {
                inARow++;
                first--;
            }
            if (inARow > maxRestarts) {
                return OptionalLong.empty();
            }
            double delayMs = Math.min((double) maxMs, initialMs * Math.pow(multiplier, inARow - 1));
            double chance = new SplittableRandom(seed + failed.size()).nextDouble(-1, 1);
            long roundedMs = Math.max(1, Math.round(delayMs * (1 + jitter * chance)));
            FailedAttempt last = failed.get(failed.size() - 1);
            return OptionalLong.of(
                    last.thrown() ? roundedMs : Math.max(0, roundedMs - (last.failedMs() - last.startedMs())));
        }
    }
}
