package io.weft.state.heap.table;

import io.weft.api.state.StateTtlConfig;
import io.weft.api.state.StateTtlConfig.StateVisibility;
import io.weft.api.state.StateTtlConfig.UpdateType;
import java.util.function.LongSupplier;

/**
 * When rows of a state end. A stamp is the time at which a row was last touched.
 *
 * @param spanMs how long a row lives after that
 * @param touchedByReading whether reading touches
 * @param readableAfterEnd whether a row that has ended, but is still there, can be read
 * @param leftOutOfSnapshots whether snapshots are without rows that have ended
 */
public record TimeToLive(
        long spanMs,
        boolean touchedByReading,
        boolean readableAfterEnd,
        boolean leftOutOfSnapshots,
        LongSupplier clockMs) {

    /** Null if rows live for ever. */
    public static TimeToLive of(StateTtlConfig config, LongSupplier clockMs) {
        return config.isEnabled()
                ? new TimeToLive(
                        config.getTimeToLive().toMillis(),
                        config.getUpdateType() == UpdateType.OnReadAndWrite,
                        config.getStateVisibility() == StateVisibility.ReturnExpiredIfNotCleanedUp,
                        config.getCleanupStrategies().inFullSnapshot(),
                        clockMs)
                : null;
    }

    public long nowMs() {
        return clockMs.getAsLong();
    }

    public boolean hasEnded(long stamp, long nowMs) {
        return nowMs - stamp >= spanMs;
    }
}
