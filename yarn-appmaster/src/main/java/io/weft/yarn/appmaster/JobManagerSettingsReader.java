package io.weft.yarn.appmaster;

import io.weft.api.config.Configuration;
import io.weft.api.config.HeartbeatManagerOptions;
import io.weft.api.config.ResourceManagerOptions;
import io.weft.api.config.TaskManagerOptions;
import io.weft.api.config.YarnConfigOptions;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.RestartSettings;
import io.weft.yarn.appmaster.program.DeploymentMode;

/** Makes the control plane's settings of the user's. */
final class JobManagerSettingsReader {

    private static final int MAX_FAILED_STARTS = 4;
    private static final long DEPLOY_TIMEOUT_MS = 10_000;
    private static final long RECOVERY_TIMEOUT_MS = 60_000;
    private static final long RESULT_LINGERS_MS = 3_000;

    private JobManagerSettingsReader() {}

    static JobManagerSettings read(DeploymentMode mode, Configuration settings, String checkpointDirectory) {
        int slots = settings.get(TaskManagerOptions.NUM_TASK_SLOTS);
        int redundant = settings.get(ResourceManagerOptions.REDUNDANT_TASK_MANAGERS);
        long idleMs = settings.get(ResourceManagerOptions.TASK_MANAGER_TIMEOUT).toMillis();
        return JobManagerSettings.of(modeOf(mode), slots, checkpointDirectory)
                .withDefaultRestart(RestartSettings.find(settings.toMap()).orElse(null))
                .withSlots(new JobManagerSettings.Slots(slots, 0, redundant, idleMs, MAX_FAILED_STARTS))
                .withLiveness(new JobManagerSettings.Liveness(
                        settings.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL).toMillis(),
                        settings.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT).toMillis(),
                        DEPLOY_TIMEOUT_MS,
                        RECOVERY_TIMEOUT_MS))
                .withLingering(new JobManagerSettings.Lingering(
                        RESULT_LINGERS_MS,
                        settings.get(YarnConfigOptions.SESSION_IDLE_TIMEOUT).toMillis()));
    }

    private static JobManagerSettings.Mode modeOf(DeploymentMode mode) {
        return switch (mode) {
            case PER_JOB -> JobManagerSettings.Mode.PER_JOB;
            case APPLICATION -> JobManagerSettings.Mode.APPLICATION;
            case SESSION -> JobManagerSettings.Mode.SESSION;
        };
    }
}
