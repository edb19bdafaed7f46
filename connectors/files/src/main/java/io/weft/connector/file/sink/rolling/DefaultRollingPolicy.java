package io.weft.connector.file.sink.rolling;

import io.weft.api.config.MemorySize;
import java.time.Duration;

/**
 * Ends a part that has become too big, too old, or has not been written to for long: 128 MiB, 60 s and 60 s unless set otherwise. Parts
 * go on growing over checkpoints.
 */
public final class DefaultRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {

    private final long maxPartSizeBytes;
    private final long rolloverIntervalMs;
    private final long inactivityIntervalMs;

    private DefaultRollingPolicy(PolicyBuilder builder) {
        this.maxPartSizeBytes = builder.maxPartSizeBytes;
        this.rolloverIntervalMs = builder.rolloverIntervalMs;
        this.inactivityIntervalMs = builder.inactivityIntervalMs;
    }

    public static PolicyBuilder builder() {
        return new PolicyBuilder();
    }

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) {
        return partFileState.getSize() > maxPartSizeBytes;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) {
        return partFileState.getSize() > maxPartSizeBytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) {
        return currentTime - partFileState.getCreationTime() >= rolloverIntervalMs
                || currentTime - partFileState.getLastUpdateTime() >= inactivityIntervalMs;
    }

    /** In bytes. */
    public long getMaxPartSize() {
        return maxPartSizeBytes;
    }

    /** In ms. */
    public long getRolloverInterval() {
        return rolloverIntervalMs;
    }

    /** In ms. */
    public long getInactivityInterval() {
        return inactivityIntervalMs;
    }

    /** Gathers a policy. */
    public static final class PolicyBuilder {

        private long maxPartSizeBytes = 128L << 20;
        private long rolloverIntervalMs = 60_000;
        private long inactivityIntervalMs = 60_000;

        private PolicyBuilder() {}

        /** A part ends with the record that makes it bigger than this. */
        public PolicyBuilder withMaxPartSize(MemorySize size) {
            return withMaxPartSize(size.getBytes());
        }

        /** @param size in bytes */
        public PolicyBuilder withMaxPartSize(long size) {
            maxPartSizeBytes = positive(size, "size of a part");
            return this;
        }

        /** A part ends when nothing was written to it for this long. */
        public PolicyBuilder withInactivityInterval(Duration interval) {
            return withInactivityInterval(interval.toMillis());
        }

        /** @param interval in ms */
        public PolicyBuilder withInactivityInterval(long interval) {
            inactivityIntervalMs = positive(interval, "inactivity interval");
            return this;
        }

        /** A part ends when it was begun this long ago. */
        public PolicyBuilder withRolloverInterval(Duration interval) {
            return withRolloverInterval(interval.toMillis());
        }

        /** @param interval in ms */
        public PolicyBuilder withRolloverInterval(long interval) {
            rolloverIntervalMs = positive(interval, "rollover interval");
            return this;
        }

        public <IN, BucketID> DefaultRollingPolicy<IN, BucketID> build() {
            return new DefaultRollingPolicy<>(this);
        }

        private static long positive(long value, String what) {
            if (value <= 0) {
                throw new IllegalArgumentException("The " + what + " must be positive, not " + value + ".");
            }
            return value;
        }
    }
}
