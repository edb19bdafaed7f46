package io.weft.api.source.lib;

import io.weft.api.eventtime.RelativeClock;
import java.io.Serializable;

/** How fast a source may go. */
@FunctionalInterface
public interface RateLimiterStrategy extends Serializable {

    /** The limiter of one of so many readers. */
    RateLimiter createRateLimiter(int parallelism);

    /** So many records a second over all readers; may be less than 1. */
    static RateLimiterStrategy perSecond(double recordsPerSecond) {
        if (!(recordsPerSecond > 0)) {
            throw new IllegalArgumentException("A rate is more than 0 records a second, not " + recordsPerSecond + ".");
        }
        return parallelism -> new PerSecondRateLimiter(recordsPerSecond / parallelism, RelativeClock.SYSTEM);
    }

    /** As fast as the job can go. */
    static RateLimiterStrategy noOp() {
        return parallelism -> RateLimiter.UNLIMITED;
    }
}
