package io.weft.runtime.taskmanager;

import io.weft.model.TaskManagerLocation;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a TaskManager is told when it starts.
 *
 * @param location who it is and where others reach it
 * @param cancellationIntervalMs how long a cancelled task may take before it is interrupted, and between interruptions; more than 0
 * @param cancellationTimeoutMs how long it may take in all before the process is given up; 0: for ever
 * @param stateDirectory for files of state backends on this machine
 */
public record TaskManagerSettings(
        TaskManagerLocation location,
        int slots,
        long cancellationIntervalMs,
        long cancellationTimeoutMs,
        Path stateDirectory) {
    public TaskManagerSettings {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(stateDirectory, "stateDirectory");
        if (slots < 1) {
            throw new IllegalArgumentException("A TaskManager has 1 slot or more, not " + slots);
        }
        if (cancellationIntervalMs < 1 || cancellationTimeoutMs < 0) {
            throw new IllegalArgumentException(
                    "The cancellation interval is more than 0 and the timeout 0 or more, not " + cancellationIntervalMs
                            + " ms and " + cancellationTimeoutMs + " ms");
        }
    }
}
