package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import io.weft.api.execution.CheckpointingMode;
import io.weft.api.execution.ExternalizedCheckpointRetention;
import java.time.Duration;

/** Options of when checkpoints are made, how, and where they lie. */
public final class CheckpointingOptions {

    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL = key("execution.checkpointing.interval")
            .durationType()
            .where("a duration of at least 10 ms, such as 30 s or 1 min", interval -> interval.toMillis() >= 10)
            .noDefaultValue()
            .withDescription("How often a checkpoint is begun; unset: no checkpoints are made.");

    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_CONSISTENCY_MODE =
            key("execution.checkpointing.mode")
                    .enumType(CheckpointingMode.class)
                    .defaultValue(CheckpointingMode.EXACTLY_ONCE)
                    .withDescription(
                            "exactly-once: each record counts once in the state. at-least-once: tasks do not wait for the"
                                    + " barriers of all their inputs, and after a failure records may count twice.");

    public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT = key("execution.checkpointing.timeout")
            .durationType()
            .where("a duration of at least 10 ms, such as 30 s or 1 min", timeout -> timeout.toMillis() >= 10)
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("How long a checkpoint may take before it is given up.");

    public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS = key("execution.checkpointing.min-pause")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription(
                    "How long at least from the end of a checkpoint to the beginning of the next; above 0, one is made at a time.");

    public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS =
            key("execution.checkpointing.max-concurrent-checkpoints")
                    .intType()
                    .where("a whole number, 1 or more", checkpoints -> checkpoints >= 1)
                    .defaultValue(1)
                    .withDescription("How many checkpoints may be under way at once.");

    public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER =
            key("execution.checkpointing.tolerable-failed-checkpoints")
                    .intType()
                    .where("a whole number, 0 or more", failures -> failures >= 0)
                    .defaultValue(0)
                    .withDescription("How many checkpoints in a row may fail before the job does.");

    public static final ConfigOption<ExternalizedCheckpointRetention> EXTERNALIZED_CHECKPOINT_RETENTION =
            key("execution.checkpointing.externalized-checkpoint-retention")
                    .enumType(ExternalizedCheckpointRetention.class)
                    .defaultValue(ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS)
                    .withDescription(
                            "What becomes of the last checkpoints of a job that is cancelled: delete-on-cancellation or"
                                    + " retain-on-cancellation; with either they are kept if the job fails. no-externalized-checkpoints:"
                                    + " they never outlive the job.");

    public static final ConfigOption<Integer> MAX_RETAINED_CHECKPOINTS = key("execution.checkpointing.num-retained")
            .intType()
            .where("a whole number, 1 or more", checkpoints -> checkpoints >= 1)
            .defaultValue(1)
            .withDescription("How many completed checkpoints are kept.")
            .withDeprecatedKeys("state.checkpoints.num-retained");

    public static final ConfigOption<Boolean> ENABLE_UNALIGNED = key("execution.checkpointing.unaligned.enabled")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether barriers overtake records, which then become part of the checkpoint, so that backpressure does"
                            + " not delay it. Needs the mode exactly-once.")
            .withDeprecatedKeys("execution.checkpointing.unaligned");

    public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT =
            key("execution.checkpointing.aligned-checkpoint-timeout")
                    .durationType()
                    .defaultValue(Duration.ZERO)
                    .withDescription(
                            "With unaligned checkpoints: how long a checkpoint is tried aligned before barriers begin to overtake records.")
                    .withDeprecatedKeys("execution.checkpointing.alignment-timeout");

    public static final ConfigOption<Boolean> ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH =
            key("execution.checkpointing.checkpoints-after-tasks-finish")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether checkpoints are made when some tasks have finished already.")
                    .withDeprecatedKeys("execution.checkpointing.checkpoints-after-tasks-finish.enabled");

    public static final ConfigOption<String> CHECKPOINTS_DIRECTORY = key("execution.checkpointing.dir")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The directory under which checkpoints lie, which all machines must see; unset: .weft/checkpoints in the"
                            + " user's home directory on HDFS.")
            .withDeprecatedKeys("state.checkpoints.dir", "state.backend.fs.checkpointdir");

    public static final ConfigOption<String> SAVEPOINT_DIRECTORY = key("execution.checkpointing.savepoint-dir")
            .stringType()
            .noDefaultValue()
            .withDescription("The directory for savepoints for which none is named.")
            .withDeprecatedKeys("state.savepoints.dir", "savepoints.state.backend.fs.dir");

    public static final ConfigOption<Boolean> INCREMENTAL_CHECKPOINTS = key("execution.checkpointing.incremental")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether a checkpoint holds only what changed since the one before. For RocksDB.")
            .withDeprecatedKeys("state.backend.incremental");

    public static final ConfigOption<MemorySize> FS_SMALL_FILE_THRESHOLD =
            key("execution.checkpointing.data-inline-threshold")
                    .memoryType()
                    .where("a size up to 1 mb", size -> size.getBytes() <= 1 << 20)
                    .defaultValue(MemorySize.parse("20kb"))
                    .withDescription(
                            "Pieces of state up to this size lie in the checkpoint's metadata, not in the file of their"
                                    + " TaskManager; at most 1 mb.")
                    .withDeprecatedKeys("state.storage.fs.memory-threshold", "state.backend.fs.memory-threshold");

    public static final ConfigOption<Boolean> LOCAL_BACKUP_ENABLED = key("execution.checkpointing.local-backup.enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether TaskManagers in containers keep copies of what they write for checkpoints on local disks. Tasks that are"
                            + " started on the same host again read from these what is as it was written, and the rest from the"
                            + " checkpoint's files.")
            .withDeprecatedKeys("execution.state-recovery.from-local", "state.backend.local-recovery");

    public static final ConfigOption<String> LOCAL_RECOVERY_TASK_MANAGER_STATE_ROOT_DIRS =
            key("execution.checkpointing.local-backup.dirs")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Local directories for these copies, separated by commas, which have to be cleaned when all TaskManagers"
                                    + " were killed; unset: the application's directories on each host, which YARN removes with it.")
                    .withDeprecatedKeys("taskmanager.state.local.root-dirs");

    private CheckpointingOptions() {}
}
