package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import java.time.Duration;

/** Options of the TaskManagers. */
public final class TaskManagerOptions {

    public static final ConfigOption<Integer> NUM_TASK_SLOTS = key("taskmanager.numberOfTaskSlots")
            .intType()
            .where("a whole number, 1 or more", slots -> slots >= 1)
            .defaultValue(1)
            .withDescription(
                    "How many slots a TaskManager has: each runs one subtask of every operator of a slot sharing group.");

    public static final ConfigOption<MemorySize> TOTAL_PROCESS_MEMORY = key("taskmanager.memory.process.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1024))
            .withDescription("The memory of a TaskManager's container: heap, network, native, all of it.");

    public static final ConfigOption<Duration> TASK_CANCELLATION_INTERVAL = key("task.cancellation.interval")
            .durationType()
            .where("a duration of at least 1 ms, such as 500 ms, 30 s or 1 min", duration -> duration.toMillis() >= 1)
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("How often a task that is being cancelled and goes on is interrupted.");

    public static final ConfigOption<Duration> TASK_CANCELLATION_TIMEOUT = key("task.cancellation.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(3))
            .withDescription("How long a task may take to be cancelled before it is given up as stuck.");

    private TaskManagerOptions() {}
}
