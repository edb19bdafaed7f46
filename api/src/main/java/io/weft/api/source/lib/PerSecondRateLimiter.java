package io.weft.api.source.lib;

import io.weft.api.eventtime.RelativeClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Lets records pass at a steady rate. What was missed while the timer came late, or the job could not keep up, may be made up for, but
 * no more than a tenth of a second of it.
 */
final class PerSecondRateLimiter implements RateLimiter {

    private static final long MAX_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RelativeClock clock;
    private final double nanosARecord;
    private double nextNanos;

    PerSecondRateLimiter(double recordsPerSecond, RelativeClock clock) {
        this.clock = clock;
        this.nanosARecord = TimeUnit.SECONDS.toNanos(1) / recordsPerSecond;
        this.nextNanos = clock.relativeTimeNanos();
    }

    @Override
    public CompletionStage<Void> acquire() {
        long nowNanos = clock.relativeTimeNanos();
        double dueNanos = Math.max(nextNanos, nowNanos - (double) MAX_BEHIND_NANOS);
        nextNanos = dueNanos + nanosARecord;
        long waitNanos = (long) (dueNanos - nowNanos);
        if (waitNanos <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        Executor later = CompletableFuture.delayedExecutor(waitNanos, TimeUnit.NANOSECONDS, Runnable::run);
        return CompletableFuture.runAsync(() -> {}, later);
    }
}
