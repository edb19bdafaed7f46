package io.weft.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runtime.channel.Doorbell;
import org.junit.jupiter.api.Test;

class SegmentPoolTest {

    static {
        LeakWatch.install();
    }

    private final SegmentPool pool = new SegmentPool(2);

    @Test
    void reservesNoMoreThanItHas() {
        assertThat(pool.tryReserve()).isTrue();
        assertThat(pool.tryReserve()).isTrue();
        assertThat(pool.tryReserve()).isFalse();
        pool.unreserve(1);
        assertThat(pool.tryReserve()).isTrue();
    }

    @Test
    void guaranteesNoMoreThanItHas() {
        assertThat(pool.reserveGuaranteed(2)).isTrue();
        assertThat(pool.reserveGuaranteed(1)).isFalse();
        pool.releaseGuaranteed(2);
        assertThat(pool.reserveGuaranteed(1)).isTrue();
    }

    @Test
    void whatIsGuaranteedIsMissingForThoseWhoBorrow() {
        pool.tryReserve();
        pool.tryReserve();
        assertThat(pool.reserveGuaranteed(1)).isTrue();

        assertThat(pool.isScarce()).isTrue();
        pool.unreserve(1);
        assertThat(pool.tryReserve()).isFalse();
        pool.unreserve(1);
        assertThat(pool.tryReserve()).isTrue();
    }

    @Test
    void wakesWhoWasRefused() {
        pool.tryReserve();
        pool.tryReserve();
        Doorbell doorbell = new Doorbell();
        SegmentPool.Waiter waiter = new SegmentPool.Waiter(doorbell);
        doorbell.prepareToWait();
        assertThat(pool.tryReserveOrWait(waiter)).isFalse();

        pool.unreserve(1);

        assertThat(doorbell.isOwnerWaiting()).isFalse();
        assertThat(pool.tryReserveOrWait(waiter)).isTrue();
    }

    @Test
    void usesItsMemoryAgainAndFreesItInTheEnd() {
        Segment first = pool.take();
        pool.give(first);
        assertThat(pool.take()).isSameAs(first);

        pool.close();
        assertThat(first.memory().refCnt()).as("in use").isOne();
        pool.give(first);
        assertThat(first.memory().refCnt()).isZero();
    }
}
