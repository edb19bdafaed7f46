package io.weft.api.checkpoint;

import static io.weft.api.config.CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT;
import static io.weft.api.config.CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE;
import static io.weft.api.config.CheckpointingOptions.CHECKPOINTING_INTERVAL;
import static io.weft.api.config.CheckpointingOptions.CHECKPOINTING_TIMEOUT;
import static io.weft.api.config.CheckpointingOptions.ENABLE_UNALIGNED;
import static io.weft.api.config.CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION;
import static io.weft.api.config.CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS;
import static io.weft.api.config.CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS;
import static io.weft.api.config.CheckpointingOptions.TOLERABLE_FAILURE_NUMBER;

import io.weft.api.config.Configuration;
import io.weft.api.execution.CheckpointingMode;
import io.weft.api.execution.ExternalizedCheckpointRetention;
import io.weft.api.fs.Path;
import io.weft.api.state.backend.CheckpointStorage;
import io.weft.api.state.backend.FileSystemCheckpointStorage;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * A job's checkpoint settings by name: a view of its {@link Configuration}, in which every change is made. Setters throw
 * {@link IllegalArgumentException} for values that the option does not allow. Not safe for several threads.
 */
public class CheckpointConfig implements Serializable {

    private final Configuration configuration;

    public CheckpointConfig() {
        this(new Configuration());
    }

    /** @param configuration is changed by the setters */
    public CheckpointConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** True if there is an interval. */
    public boolean isCheckpointingEnabled() {
        return configuration.contains(CHECKPOINTING_INTERVAL);
    }

    /** No checkpoints are made but savepoints that people ask for. */
    public void disableCheckpointing() {
        configuration.removeConfig(CHECKPOINTING_INTERVAL);
    }

    /** Milliseconds from the beginning of a checkpoint to that of the next, or -1 if none are made. */
    public long getCheckpointInterval() {
        return configuration
                .getOptional(CHECKPOINTING_INTERVAL)
                .map(Duration::toMillis)
                .orElse(-1L);
    }

    /** @param checkpointInterval in ms, 10 or more */
    public void setCheckpointInterval(long checkpointInterval) {
        configuration.set(CHECKPOINTING_INTERVAL, Duration.ofMillis(checkpointInterval));
    }

    public CheckpointingMode getCheckpointingMode() {
        return configuration.get(CHECKPOINTING_CONSISTENCY_MODE);
    }

    public void setCheckpointingMode(CheckpointingMode checkpointingMode) {
        configuration.set(CHECKPOINTING_CONSISTENCY_MODE, checkpointingMode);
    }

    /** The same as {@link #getCheckpointingMode()}. */
    public CheckpointingMode getCheckpointingConsistencyMode() {
        return getCheckpointingMode();
    }

    /** The same as {@link #setCheckpointingMode}. */
    public void setCheckpointingConsistencyMode(CheckpointingMode checkpointingMode) {
        setCheckpointingMode(checkpointingMode);
    }

    /** Milliseconds. */
    public long getCheckpointTimeout() {
        return configuration.get(CHECKPOINTING_TIMEOUT).toMillis();
    }

    /** @param checkpointTimeout how long a checkpoint may take before it is given up, in ms, 10 or more */
    public void setCheckpointTimeout(long checkpointTimeout) {
        configuration.set(CHECKPOINTING_TIMEOUT, Duration.ofMillis(checkpointTimeout));
    }

    /** Milliseconds. */
    public long getMinPauseBetweenCheckpoints() {
        return configuration.get(MIN_PAUSE_BETWEEN_CHECKPOINTS).toMillis();
    }

    /** @param minPauseBetweenCheckpoints from the end of a checkpoint to the beginning of the next at least, in ms */
    public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpoints) {
        configuration.set(MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(minPauseBetweenCheckpoints));
    }

    public int getMaxConcurrentCheckpoints() {
        return configuration.get(MAX_CONCURRENT_CHECKPOINTS);
    }

    /** @param maxConcurrentCheckpoints how many may be under way at once, 1 or more */
    public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
        configuration.set(MAX_CONCURRENT_CHECKPOINTS, maxConcurrentCheckpoints);
    }

    public int getTolerableCheckpointFailureNumber() {
        return configuration.get(TOLERABLE_FAILURE_NUMBER);
    }

    /** @param tolerableCheckpointFailureNumber how many may fail in a row before the job does, 0 or more */
    public void setTolerableCheckpointFailureNumber(int tolerableCheckpointFailureNumber) {
        configuration.set(TOLERABLE_FAILURE_NUMBER, tolerableCheckpointFailureNumber);
    }

    /** Older programs ask so whether {@link #getTolerableCheckpointFailureNumber()} is 0. */
    public boolean isFailOnCheckpointingErrors() {
        return getTolerableCheckpointFailureNumber() == 0;
    }

    /** Older programs set so {@link #setTolerableCheckpointFailureNumber}: to 0, or to as many as there may be. */
    public void setFailOnCheckpointingErrors(boolean failOnCheckpointingErrors) {
        setTolerableCheckpointFailureNumber(failOnCheckpointingErrors ? 0 : Integer.MAX_VALUE);
    }

    /** True if checkpoints outlive the job in some case. */
    public boolean isExternalizedCheckpointsEnabled() {
        return getExternalizedCheckpointRetention() != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    }

    public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
        return configuration.get(EXTERNALIZED_CHECKPOINT_RETENTION);
    }

    /** What becomes of checkpoints when the job is cancelled. */
    public void setExternalizedCheckpointRetention(ExternalizedCheckpointRetention retention) {
        configuration.set(EXTERNALIZED_CHECKPOINT_RETENTION, retention);
    }

    /** The older name of {@link #getExternalizedCheckpointRetention()}. */
    public ExternalizedCheckpointCleanup getExternalizedCheckpointCleanup() {
        return ExternalizedCheckpointCleanup.valueOf(
                getExternalizedCheckpointRetention().name());
    }

    /** The older name of {@link #setExternalizedCheckpointRetention}. */
    public void setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup cleanupMode) {
        setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.valueOf(cleanupMode.name()));
    }

    /** The older name of {@link #setExternalizedCheckpointRetention}. */
    public void enableExternalizedCheckpoints(ExternalizedCheckpointCleanup cleanupMode) {
        setExternalizedCheckpointCleanup(cleanupMode);
    }

    public boolean isUnalignedCheckpointsEnabled() {
        return configuration.get(ENABLE_UNALIGNED);
    }

    /** Barriers overtake records, which become part of the checkpoint. Needs exactly-once. */
    public void enableUnalignedCheckpoints() {
        enableUnalignedCheckpoints(true);
    }

    /** @param enabled whether barriers overtake records, which become part of the checkpoint */
    public void enableUnalignedCheckpoints(boolean enabled) {
        configuration.set(ENABLE_UNALIGNED, enabled);
    }

    public Duration getAlignedCheckpointTimeout() {
        return configuration.get(ALIGNED_CHECKPOINT_TIMEOUT);
    }

    /** With unaligned checkpoints: how long one is tried aligned first. */
    public void setAlignedCheckpointTimeout(Duration alignedCheckpointTimeout) {
        configuration.set(ALIGNED_CHECKPOINT_TIMEOUT, alignedCheckpointTimeout);
    }

    /** The older name of {@link #getAlignedCheckpointTimeout()}. */
    public Duration getAlignmentTimeout() {
        return getAlignedCheckpointTimeout();
    }

    /** The older name of {@link #setAlignedCheckpointTimeout}. */
    public void setAlignmentTimeout(Duration alignmentTimeout) {
        setAlignedCheckpointTimeout(alignmentTimeout);
    }

    /** Where checkpoints lie. */
    public void setCheckpointStorage(CheckpointStorage storage) {
        storage.writeTo(configuration);
    }

    /** The directory under which checkpoints lie. */
    public void setCheckpointStorage(String checkpointDirectory) {
        setCheckpointStorage(new FileSystemCheckpointStorage(checkpointDirectory));
    }

    /** The directory under which checkpoints lie. */
    public void setCheckpointStorage(URI checkpointDirectory) {
        setCheckpointStorage(new FileSystemCheckpointStorage(checkpointDirectory));
    }

    /** The directory under which checkpoints lie. */
    public void setCheckpointStorage(Path checkpointDirectory) {
        setCheckpointStorage(new FileSystemCheckpointStorage(checkpointDirectory));
    }

    public Configuration toConfiguration() {
        return new Configuration(configuration);
    }

    /** The older name of {@link ExternalizedCheckpointRetention}. */
    public enum ExternalizedCheckpointCleanup {
        DELETE_ON_CANCELLATION,
        RETAIN_ON_CANCELLATION,
        NO_EXTERNALIZED_CHECKPOINTS;

        public boolean deleteOnCancellation() {
            return this != RETAIN_ON_CANCELLATION;
        }
    }
}
