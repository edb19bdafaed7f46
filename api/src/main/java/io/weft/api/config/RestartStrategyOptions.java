package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Options of what happens when a task fails. */
public final class RestartStrategyOptions {

    private static final OptionType<String> STRATEGY = OptionType.oneOf(
            List.of("none", "fixed-delay", "failure-rate", "exponential-delay"),
            Map.of(
                    "off", "none",
                    "disable", "none",
                    "fixeddelay", "fixed-delay",
                    "failurerate", "failure-rate",
                    "exponentialdelay", "exponential-delay"));

    private static final String AT_LEAST_1_MS = "a duration of at least 1 ms, such as 500 ms, 30 s or 1 min";

    public static final ConfigOption<String> RESTART_STRATEGY = new ConfigOption<>(
                    "restart-strategy.type", STRATEGY, "none", "", List.of())
            .withDescription(
                    "none: the job fails with its first failure. fixed-delay: it is restarted, a limited number of times."
                            + " failure-rate: it is restarted unless it fails too often in a while. exponential-delay: it is"
                            + " restarted, each time after a longer delay. Unset: exponential-delay for a job that makes checkpoints, else none.")
            .withDeprecatedKeys("restart-strategy");

    public static final ConfigOption<Integer> RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS =
            key("restart-strategy.fixed-delay.attempts")
                    .intType()
                    .where("a whole number, 0 or more", attempts -> attempts >= 0)
                    .defaultValue(1)
                    .withDescription("How often a job is restarted before it fails.")
                    .withDeprecatedKeys("execution-retries.default");

    public static final ConfigOption<Duration> RESTART_STRATEGY_FIXED_DELAY_DELAY =
            key("restart-strategy.fixed-delay.delay")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription("How long to wait before a restart.")
                    .withDeprecatedKeys("execution-retries.delay");

    public static final ConfigOption<Integer> RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL =
            key("restart-strategy.failure-rate.max-failures-per-interval")
                    .intType()
                    .where("a whole number, 1 or more", failures -> failures >= 1)
                    .defaultValue(1)
                    .withDescription("How many failures in the interval a job survives.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL =
            key("restart-strategy.failure-rate.failure-rate-interval")
                    .durationType()
                    .where(AT_LEAST_1_MS, interval -> interval.toMillis() >= 1)
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription("The time over which failures are counted, up to the latest.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_FAILURE_RATE_DELAY =
            key("restart-strategy.failure-rate.delay")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription("How long to wait before a restart.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF =
            key("restart-strategy.exponential-delay.initial-backoff")
                    .durationType()
                    .where(AT_LEAST_1_MS, backoff -> backoff.toMillis() >= 1)
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "How long to wait before the first restart. If only a TaskManager was lost, the time that the job has run for"
                                    + " counts.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF =
            key("restart-strategy.exponential-delay.max-backoff")
                    .durationType()
                    .where(AT_LEAST_1_MS, backoff -> backoff.toMillis() >= 1)
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription("How long to wait before a restart at most.");

    public static final ConfigOption<Double> RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER =
            key("restart-strategy.exponential-delay.backoff-multiplier")
                    .doubleType()
                    .where("a number, 1 or more", multiplier -> multiplier >= 1)
                    .defaultValue(1.5)
                    .withDescription("By how much each delay is longer than the one before.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD =
            key("restart-strategy.exponential-delay.reset-backoff-threshold")
                    .durationType()
                    .where(AT_LEAST_1_MS, threshold -> threshold.toMillis() >= 1)
                    .defaultValue(Duration.ofHours(1))
                    .withDescription("How long a job has to run without a failure until delays begin anew.");

    public static final ConfigOption<Double> RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR =
            key("restart-strategy.exponential-delay.jitter-factor")
                    .doubleType()
                    .where("a fraction between 0 and 1, such as 0.1", factor -> factor >= 0 && factor <= 1)
                    .defaultValue(0.1)
                    .withDescription(
                            "By which part of itself a delay is made longer or shorter at random, so that jobs do not restart all at once.");

    public static final ConfigOption<Integer> RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS =
            key("restart-strategy.exponential-delay.attempts-before-reset-backoff")
                    .intType()
                    .where("a whole number, 0 or more", attempts -> attempts >= 0)
                    .defaultValue(Integer.MAX_VALUE)
                    .withDescription(
                            "How often a job is restarted in a row, without delays beginning anew, before it fails.");

    private RestartStrategyOptions() {}
}
