package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;
import java.util.List;

/** Options of what happens when a task fails. */
public final class RestartStrategyOptions {

    public static final ConfigOption<String> RESTART_STRATEGY = new ConfigOption<>(
                    "restart-strategy.type", OptionType.oneOf("none", "fixed-delay"), "none", "", List.of())
            .withDescription(
                    "none: the job fails with its first failure. fixed-delay: it is restarted, a limited number of times.")
            .withDeprecatedKeys("restart-strategy");

    public static final ConfigOption<Integer> RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS =
            key("restart-strategy.fixed-delay.attempts")
                    .intType()
                    .where("a whole number, 0 or more", attempts -> attempts >= 0)
                    .defaultValue(1)
                    .withDescription("How often a job is restarted before it fails.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_FIXED_DELAY_DELAY =
            key("restart-strategy.fixed-delay.delay")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription("How long to wait before a restart.");

    private RestartStrategyOptions() {}
}
