package io.weft.jobmanager.checkpoint;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.ConfigOption;
import io.weft.api.config.Configuration;
import io.weft.api.config.StateRecoveryOptions;
import io.weft.api.execution.ExternalizedCheckpointRetention;
import io.weft.api.execution.RecoveryClaimMode;
import io.weft.api.fs.Path;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job's settings say about checkpoints.
 *
 * @param directory under which each job has its own
 * @param savepointDirectory for savepoints for which none is named; or null
 * @param afterTasksFinish whether checkpoints are made when some tasks have finished
 * @param retention what becomes of the last checkpoints when the job ends
 * @param retained how many completed checkpoints are kept, 1 or more
 */
public record CheckpointSettings(
        Pace pace,
        String directory,
        String savepointDirectory,
        boolean afterTasksFinish,
        ExternalizedCheckpointRetention retention,
        int retained,
        Recovery recovery) {
    public CheckpointSettings {
        Objects.requireNonNull(pace, "pace");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(recovery, "recovery");
    }

    /**
     * When checkpoints are made.
     *
     * @param intervalMs from one to the next; 0: none are made but those that people ask for
     * @param timeoutMs after which one is given up
     * @param minPauseMs from the end of one to the beginning of the next
     * @param tolerableFailures how many in a row may fail before the attempt does
     */
    public record Pace(long intervalMs, long timeoutMs, long minPauseMs, int maxConcurrent, int tolerableFailures) {}

    /**
     * What the job's first attempt starts from.
     *
     * @param path of a checkpoint or savepoint, or null
     * @param claim whether it becomes the job's own, to be deleted when it is not needed any more
     * @param ignoreUnclaimedState whether state that no operator of the job takes is left out
     */
    public record Recovery(String path, boolean claim, boolean ignoreUnclaimedState) {}

    /**
     * Reads them.
     *
     * @param defaultDirectory if the job names none
     * @throws IllegalArgumentException if one can not be understood, with what is wrong and what would be right
     */
    public static CheckpointSettings of(Map<String, String> jobSettings, String defaultDirectory) {
        Configuration configuration = Configuration.fromMap(jobSettings);
        long minPauseMs = configuration
                .get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS)
                .toMillis();
        Pace pace = new Pace(
                configuration
                        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                        .map(Duration::toMillis)
                        .orElse(0L),
                configuration.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT).toMillis(),
                minPauseMs,
                minPauseMs > 0 ? 1 : configuration.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS),
                configuration.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER));
        Path otherwise = new Path(defaultDirectory);
        return new CheckpointSettings(
                pace,
                qualified(configuration, CheckpointingOptions.CHECKPOINTS_DIRECTORY, otherwise)
                        .orElse(otherwise.toString()),
                qualified(configuration, CheckpointingOptions.SAVEPOINT_DIRECTORY, otherwise)
                        .orElse(null),
                configuration.get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH),
                configuration.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION),
                configuration.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS),
                new Recovery(
                        qualified(configuration, StateRecoveryOptions.SAVEPOINT_PATH, otherwise)
                                .orElse(null),
                        configuration.get(StateRecoveryOptions.RESTORE_MODE) == RecoveryClaimMode.CLAIM,
                        configuration.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE)));
    }

    /** A path that a person has named, with its file system. */
    String qualified(String path) {
        return qualified(path, new Path(directory));
    }

    private static Optional<String> qualified(
            Configuration configuration, ConfigOption<String> option, Path defaultDirectory) {
        return configuration.getOptional(option).map(path -> qualified(path, defaultDirectory));
    }

    /** A path that names no file system lies in that of the default directory. Written as paths are that TaskManagers send. */
    private static String qualified(String text, Path defaultDirectory) {
        Path path = new Path(text);
        URI there = defaultDirectory.toUri();
        if (path.toUri().getScheme() != null || there.getScheme() == null || !path.isAbsolute()) {
            return path.toString();
        }
        String authority = there.getAuthority() == null ? "" : there.getAuthority();
        return new Path(there.getScheme() + "://" + authority + path.getPath()).toString();
    }
}
