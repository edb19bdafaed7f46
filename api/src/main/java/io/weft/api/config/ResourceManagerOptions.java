package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;

/** Options of getting and releasing TaskManagers. */
public final class ResourceManagerOptions {

    public static final ConfigOption<Duration> TASK_MANAGER_TIMEOUT = key("resourcemanager.taskmanager-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("How long a TaskManager may be idle before it is released.");

    public static final ConfigOption<Integer> REDUNDANT_TASK_MANAGERS = key("slotmanager.redundant-taskmanager-num")
            .intType()
            .where("a whole number, 0 or more", number -> number >= 0)
            .defaultValue(0)
            .withDescription(
                    "How many more TaskManagers run than the jobs need, so that a job whose TaskManager is lost goes on at once.");

    private ResourceManagerOptions() {}
}
