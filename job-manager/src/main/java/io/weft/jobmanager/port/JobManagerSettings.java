package io.weft.jobmanager.port;

import java.util.Objects;

/**
 * The settings of a control plane.
 *
 * @param defaultRestart for jobs that choose none; null if nobody has chosen for them
 * @param checkpointDirectory for jobs that choose none
 * @param retainedJobs how many ended jobs stay listed, 0 or more
 */
public record JobManagerSettings(
        Mode mode,
        Slots slots,
        Liveness liveness,
        Lingering lingering,
        RestartSettings defaultRestart,
        String checkpointDirectory,
        int retainedJobs) {
    public JobManagerSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(slots, "slots");
        Objects.requireNonNull(liveness, "liveness");
        Objects.requireNonNull(lingering, "lingering");
        Objects.requireNonNull(checkpointDirectory, "checkpointDirectory");
        requireAtLeast("retainedJobs", 0, retainedJobs);
    }

    /** With as many TaskManagers as the jobs need, and everything else as users get it if they say nothing. */
    public static JobManagerSettings of(Mode mode, int slotsPerTaskManager, String checkpointDirectory) {
        return new JobManagerSettings(
                mode,
                new Slots(slotsPerTaskManager, 0, 0, 30_000, 3),
                new Liveness(10_000, 50_000, 10_000, 60_000),
                new Lingering(3_000, 0),
                null,
                checkpointDirectory,
                100);
    }

    public JobManagerSettings withSlots(Slots other) {
        return new JobManagerSettings(
                mode, other, liveness, lingering, defaultRestart, checkpointDirectory, retainedJobs);
    }

    public JobManagerSettings withLiveness(Liveness other) {
        return new JobManagerSettings(mode, slots, other, lingering, defaultRestart, checkpointDirectory, retainedJobs);
    }

    public JobManagerSettings withLingering(Lingering other) {
        return new JobManagerSettings(mode, slots, liveness, other, defaultRestart, checkpointDirectory, retainedJobs);
    }

    public JobManagerSettings withDefaultRestart(RestartSettings other) {
        return new JobManagerSettings(mode, slots, liveness, lingering, other, checkpointDirectory, retainedJobs);
    }

    /** What the cluster is there for. */
    public enum Mode {
        /** One job; the cluster ends with it. */
        PER_JOB,
        /** The jobs of a main program; the cluster ends when it has returned and all of them have ended. */
        APPLICATION,
        /** Whatever comes, until it is stopped. */
        SESSION
    }

    /**
     * @param perTaskManager slots of each TaskManager that is asked for
     * @param fixedTaskManagers how many TaskManagers there are if that can't be changed; 0: as many as are asked for
     * @param redundantTaskManagers so many more than the jobs need, for the day when one is lost
     * @param idleTimeoutMs after which a TaskManager without tasks is released
     * @param maxFailedStarts if so many TaskManagers in a row, and as many again as are being waited for, end before they register,
     *     the jobs that wait for them fail
     */
    public record Slots(
            int perTaskManager,
            int fixedTaskManagers,
            int redundantTaskManagers,
            long idleTimeoutMs,
            int maxFailedStarts) {
        public Slots {
            requireAtLeast("perTaskManager", 1, perTaskManager);
            requireAtLeast("fixedTaskManagers", 0, fixedTaskManagers);
            requireAtLeast("redundantTaskManagers", 0, redundantTaskManagers);
            requireAtLeast("idleTimeoutMs", 0, idleTimeoutMs);
            requireAtLeast("maxFailedStarts", 1, maxFailedStarts);
        }

        /** True if TaskManagers can be asked for and released. */
        public boolean elastic() {
            return fixedTaskManagers == 0;
        }
    }

    /**
     * @param heartbeatIntervalMs how often a TaskManager says that it lives
     * @param heartbeatTimeoutMs silence after which it counts as lost
     * @param deployTimeoutMs after which a deployment that was not taken note of is sent again
     * @param recoveryTimeoutMs how long a new JobManager waits for the TaskManagers of the one before it
     */
    public record Liveness(
            long heartbeatIntervalMs, long heartbeatTimeoutMs, long deployTimeoutMs, long recoveryTimeoutMs) {
        public Liveness {
            requireAtLeast("heartbeatIntervalMs", 1, heartbeatIntervalMs);
            requireAtLeast("heartbeatTimeoutMs", heartbeatIntervalMs + 1, heartbeatTimeoutMs);
            requireAtLeast("deployTimeoutMs", 1, deployTimeoutMs);
            requireAtLeast("recoveryTimeoutMs", 1, recoveryTimeoutMs);
        }
    }

    /**
     * @param resultMs how long an ended cluster stays to tell a client how its job ended, if none has heard of it yet
     * @param idleSessionMs a session without jobs ends after this time; 0: never
     */
    public record Lingering(long resultMs, long idleSessionMs) {
        public Lingering {
            requireAtLeast("resultMs", 0, resultMs);
            requireAtLeast("idleSessionMs", 0, idleSessionMs);
        }
    }

    private static void requireAtLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is at least " + least + ", not " + value);
        }
    }
}
