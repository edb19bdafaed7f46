package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;

/** Options of getting and releasing TaskManagers. */
public final class ResourceManagerOptions {

    public static final ConfigOption<Duration> TASK_MANAGER_TIMEOUT = key("resourcemanager.taskmanager-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("How long a TaskManager may be idle before it is released.");

    private ResourceManagerOptions() {}
}
