package io.weft.api.state;

import io.weft.api.time.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/** How long values of a state live, by the clock of the task's machine, and how those that have ended are cleaned up. Immutable. */
public final class StateTtlConfig implements Serializable {

    /** Values live for ever. */
    public static final StateTtlConfig DISABLED = newBuilder(Duration.ofMillis(Long.MAX_VALUE))
            .setUpdateType(UpdateType.Disabled)
            .build();

    /** What lets a value live for another span. */
    public enum UpdateType {
        /** Nothing: values live for ever. */
        Disabled,
        /** Writing it. */
        OnCreateAndWrite,
        /** Writing or reading it. */
        OnReadAndWrite
    }

    /** Whether a value that has ended can still be read. */
    public enum StateVisibility {
        /** Until it is cleaned up. */
        ReturnExpiredIfNotCleanedUp,
        /** No. */
        NeverReturnExpired
    }

    /** Which time counts. */
    public enum TtlTimeCharacteristic {
        /** The machine's clock. */
        ProcessingTime
    }

    private final Duration timeToLive;
    private final UpdateType updateType;
    private final StateVisibility stateVisibility;
    private final CleanupStrategies cleanupStrategies;

    private StateTtlConfig(Builder builder) {
        this.timeToLive = builder.timeToLive;
        this.updateType = builder.updateType;
        this.stateVisibility = builder.stateVisibility;
        this.cleanupStrategies = new CleanupStrategies(builder);
    }

    /** @param timeToLive how long a value lives; at least a millisecond */
    public static Builder newBuilder(Duration timeToLive) {
        return new Builder(timeToLive);
    }

    /** @param ttl how long a value lives; at least a millisecond */
    public static Builder newBuilder(Time ttl) {
        return new Builder(ttl.toDuration());
    }

    /** Begins with the settings of another. */
    public static Builder newBuilder(StateTtlConfig other) {
        return new Builder(other);
    }

    public boolean isEnabled() {
        return updateType != UpdateType.Disabled;
    }

    public Duration getTimeToLive() {
        return timeToLive;
    }

    /** As {@link #getTimeToLive()}. */
    public Time getTtl() {
        return Time.fromDuration(timeToLive);
    }

    public UpdateType getUpdateType() {
        return updateType;
    }

    public StateVisibility getStateVisibility() {
        return stateVisibility;
    }

    public TtlTimeCharacteristic getTtlTimeCharacteristic() {
        return TtlTimeCharacteristic.ProcessingTime;
    }

    public CleanupStrategies getCleanupStrategies() {
        return cleanupStrategies;
    }

    @Override
    public String toString() {
        return isEnabled()
                ? "StateTtlConfig: " + timeToLive + " " + updateType + " " + stateVisibility
                : "StateTtlConfig: disabled";
    }

    /** Collects the settings; the defaults are {@code OnCreateAndWrite}, {@code NeverReturnExpired} and cleaning in the background. */
    public static final class Builder {

        private Duration timeToLive;
        private UpdateType updateType = UpdateType.OnCreateAndWrite;
        private StateVisibility stateVisibility = StateVisibility.NeverReturnExpired;
        private boolean fullSnapshot;
        private boolean inBackground = true;
        private IncrementalCleanupStrategy incremental;
        private RocksdbCompactFilterCleanupStrategy compactFilter;

        private Builder(Duration timeToLive) {
            setTimeToLive(timeToLive);
        }

        private Builder(StateTtlConfig other) {
            timeToLive = other.timeToLive;
            updateType = other.updateType;
            stateVisibility = other.stateVisibility;
            fullSnapshot = other.cleanupStrategies.fullSnapshot;
            inBackground = other.cleanupStrategies.inBackground;
            incremental = other.cleanupStrategies.incremental;
            compactFilter = other.cleanupStrategies.compactFilter;
        }

        /** At least a millisecond. */
        public Builder setTimeToLive(Duration timeToLive) {
            if (timeToLive.toMillis() <= 0) {
                throw new IllegalArgumentException("State lives for 1 ms at least, not for " + timeToLive + ".");
            }
            this.timeToLive = timeToLive;
            return this;
        }

        /** As {@link #setTimeToLive(Duration)}. */
        public Builder setTtl(Time ttl) {
            return setTimeToLive(ttl.toDuration());
        }

        public Builder setUpdateType(UpdateType updateType) {
            this.updateType = Objects.requireNonNull(updateType, "updateType");
            return this;
        }

        public Builder updateTtlOnCreateAndWrite() {
            return setUpdateType(UpdateType.OnCreateAndWrite);
        }

        public Builder updateTtlOnReadAndWrite() {
            return setUpdateType(UpdateType.OnReadAndWrite);
        }

        public Builder setStateVisibility(StateVisibility stateVisibility) {
            this.stateVisibility = Objects.requireNonNull(stateVisibility, "stateVisibility");
            return this;
        }

        public Builder returnExpiredIfNotCleanedUp() {
            return setStateVisibility(StateVisibility.ReturnExpiredIfNotCleanedUp);
        }

        public Builder neverReturnExpired() {
            return setStateVisibility(StateVisibility.NeverReturnExpired);
        }

        /** There is one time to choose from: the machine's clock. */
        public Builder setTtlTimeCharacteristic(TtlTimeCharacteristic ttlTimeCharacteristic) {
            Objects.requireNonNull(ttlTimeCharacteristic, "ttlTimeCharacteristic");
            return this;
        }

        public Builder useProcessingTime() {
            return setTtlTimeCharacteristic(TtlTimeCharacteristic.ProcessingTime);
        }

        /** Leaves values that have ended out of full snapshots; running state keeps them. */
        public Builder cleanupFullSnapshot() {
            fullSnapshot = true;
            return this;
        }

        /**
         * Has state on the heap looked through bit by bit.
         *
         * @param cleanupSize how many entries to look at each time, 0 or more
         * @param runCleanupForEveryRecord whether that is done with every record, or only when state is accessed
         */
        public Builder cleanupIncrementally(int cleanupSize, boolean runCleanupForEveryRecord) {
            incremental = new IncrementalCleanupStrategy(cleanupSize, runCleanupForEveryRecord);
            return this;
        }

        /** As {@link #cleanupInRocksdbCompactFilter(long, Duration)}, with files rewritten every 30 days at the latest. */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries) {
            return cleanupInRocksdbCompactFilter(
                    queryTimeAfterNumEntries, RocksdbCompactFilterCleanupStrategy.DEFAULT.periodicCompactionTime);
        }

        /**
         * Has RocksDB drop values that have ended when it compacts its files.
         *
         * @param queryTimeAfterNumEntries the clock is read again after so many entries
         * @param periodicCompactionTime how old a file may become before it is rewritten; 0 for any age
         */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            compactFilter = new RocksdbCompactFilterCleanupStrategy(queryTimeAfterNumEntries, periodicCompactionTime);
            return this;
        }

        /** Cleans up only in the ways that are asked for here, and when a value that has ended is read. */
        public Builder disableCleanupInBackground() {
            inBackground = false;
            return this;
        }

        public StateTtlConfig build() {
            return new StateTtlConfig(this);
        }
    }

    /** How values that have ended are cleaned up, beside doing so when one is read. */
    public static final class CleanupStrategies implements Serializable {

        private final boolean fullSnapshot;
        private final boolean inBackground;
        private final IncrementalCleanupStrategy incremental;
        private final RocksdbCompactFilterCleanupStrategy compactFilter;

        private CleanupStrategies(Builder builder) {
            fullSnapshot = builder.fullSnapshot;
            inBackground = builder.inBackground;
            incremental = builder.incremental;
            compactFilter = builder.compactFilter;
        }

        public boolean inFullSnapshot() {
            return fullSnapshot;
        }

        public boolean isCleanupInBackground() {
            return inBackground;
        }

        /** For state on the heap; null if it is not looked through. */
        public IncrementalCleanupStrategy getIncrementalCleanupStrategy() {
            return incremental == null && inBackground ? IncrementalCleanupStrategy.DEFAULT : incremental;
        }

        public boolean inRocksdbCompactFilter() {
            return getRocksdbCompactFilterCleanupStrategy() != null;
        }

        /** For state in RocksDB; null if compactions drop nothing. */
        public RocksdbCompactFilterCleanupStrategy getRocksdbCompactFilterCleanupStrategy() {
            return compactFilter == null && inBackground ? RocksdbCompactFilterCleanupStrategy.DEFAULT : compactFilter;
        }
    }

    /** Looks at a few entries at a time. */
    public static final class IncrementalCleanupStrategy implements Serializable {

        static final IncrementalCleanupStrategy DEFAULT = new IncrementalCleanupStrategy(5, false);

        private final int cleanupSize;
        private final boolean runCleanupForEveryRecord;

        private IncrementalCleanupStrategy(int cleanupSize, boolean runCleanupForEveryRecord) {
            if (cleanupSize < 0) {
                throw new IllegalArgumentException("0 entries or more are looked at each time, not " + cleanupSize);
            }
            this.cleanupSize = cleanupSize;
            this.runCleanupForEveryRecord = runCleanupForEveryRecord;
        }

        /** How many entries are looked at each time. */
        public int getCleanupSize() {
            return cleanupSize;
        }

        /** Whether that is done with every record, or only when state is accessed. */
        public boolean runCleanupForEveryRecord() {
            return runCleanupForEveryRecord;
        }
    }

    /** Drops entries in RocksDB's compactions. */
    public static final class RocksdbCompactFilterCleanupStrategy implements Serializable {

        static final RocksdbCompactFilterCleanupStrategy DEFAULT =
                new RocksdbCompactFilterCleanupStrategy(1000, Duration.ofDays(30));

        private final long queryTimeAfterNumEntries;
        private final Duration periodicCompactionTime;

        private RocksdbCompactFilterCleanupStrategy(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            this.queryTimeAfterNumEntries = queryTimeAfterNumEntries;
            this.periodicCompactionTime = Objects.requireNonNull(periodicCompactionTime, "periodicCompactionTime");
        }

        /** The clock is read again after so many entries. */
        public long getQueryTimeAfterNumEntries() {
            return queryTimeAfterNumEntries;
        }

        /** How old a file may become before it is rewritten; 0 for any age. */
        public Duration getPeriodicCompactionTime() {
            return periodicCompactionTime;
        }
    }
}
