package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;

/** Options of how a job's records travel. */
public final class ExecutionOptions {

    public static final ConfigOption<Boolean> BUFFER_TIMEOUT_ENABLED = key("execution.buffer-timeout.enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription("False sends records between tasks only when a batch is full.");

    public static final ConfigOption<Duration> BUFFER_TIMEOUT = key("execution.buffer-timeout.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withDescription("How long a record may wait in a partly filled batch; 0 sends each at once.")
            .withDeprecatedKeys("execution.buffer-timeout");

    private ExecutionOptions() {}
}
