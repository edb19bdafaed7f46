package io.weft.api.source.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PerSecondRateLimiterTest {

    private long nowNanos;
    private final PerSecondRateLimiter limiter = new PerSecondRateLimiter(10, () -> nowNanos);

    @Test
    void lateRecordsAreMadeUpForButNotMoreThanATenthOfASecond() {
        nowNanos = TimeUnit.SECONDS.toNanos(60);

        assertThat(permitsAtOnce()).isEqualTo(2);
    }

    @Test
    void lightsOneRecordAnInterval() {
        assertThat(permitsAtOnce()).isEqualTo(1);

        nowNanos += TimeUnit.MILLISECONDS.toNanos(200);

        assertThat(permitsAtOnce()).isEqualTo(1);
    }

    /** How many records may pass now; the one after them waits. */
    private int permitsAtOnce() {
        int permits = 0;
        while (limiter.acquire().toCompletableFuture().isDone()) {
            permits++;
        }
        return permits;
    }
}
