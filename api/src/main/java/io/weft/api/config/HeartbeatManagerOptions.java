package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;

/** Options of how processes notice that others are gone. */
public final class HeartbeatManagerOptions {

    public static final ConfigOption<Duration> HEARTBEAT_INTERVAL = key("heartbeat.interval")
            .durationType()
            .where("a duration of at least 1 ms, such as 500 ms, 30 s or 1 min", duration -> duration.toMillis() >= 1)
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("How often processes tell one another that they live.");

    public static final ConfigOption<Duration> HEARTBEAT_TIMEOUT = key("heartbeat.timeout")
            .durationType()
            .where("a duration of at least 1 ms, such as 500 ms, 30 s or 1 min", duration -> duration.toMillis() >= 1)
            .defaultValue(Duration.ofSeconds(50))
            .withDescription("How long a process may be silent before it counts as lost; more than the interval.");

    private HeartbeatManagerOptions() {}
}
