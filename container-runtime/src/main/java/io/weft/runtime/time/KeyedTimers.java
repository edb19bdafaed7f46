package io.weft.runtime.time;

import io.weft.api.serialization.basic.ByteSerializer;
import io.weft.api.time.TimeDomain;
import io.weft.model.Clock;
import io.weft.runtime.chain.Timers;
import io.weft.state.KeyedStateBackend;
import io.weft.state.TimerQueue;
import io.weft.state.TimerQueue.Timer;
import java.util.concurrent.TimeUnit;

/** The timers of a function on a keyed stream. They are state: what is set is in the next checkpoint. Owned by the task's thread. */
public final class KeyedTimers implements OperatorTime {

    /** Called when a timer's time has come, with its key set. */
    @FunctionalInterface
    public interface Handler {
        void onTimer(long time, TimeDomain domain) throws Exception;
    }

    private static final Byte NO_NAMESPACE = 0;

    private final KeyedStateBackend state;
    private final Clock clock;
    private final Timers wakeUps;
    private final Handler handler;
    private TimerQueue<Byte> eventTime;
    private TimerQueue<Byte> processingTime;
    private long watermark = Long.MIN_VALUE;
    /** The time that the task is to wake up at; MAX_VALUE if it needn't. */
    private long wakeUpMs = Long.MAX_VALUE;

    public KeyedTimers(KeyedStateBackend state, Clock clock, Timers wakeUps, Handler handler) {
        this.state = state;
        this.clock = clock;
        this.wakeUps = wakeUps;
        this.handler = handler;
    }

    @Override
    public void open() throws Exception {
        eventTime = state.timers("_timer_state/event_user-timers", ByteSerializer.INSTANCE);
        processingTime = state.timers("_timer_state/processing_user-timers", ByteSerializer.INSTANCE);
        wakeUpForFirst();
    }

    @Override
    public void advance(long newWatermark) throws Exception {
        watermark = newWatermark;
        fire(eventTime, newWatermark, TimeDomain.EVENT_TIME);
    }

    private void fire(TimerQueue<Byte> timers, long upTo, TimeDomain domain) throws Exception {
        for (Timer<Byte> first = timers.peek(); first != null && first.time() <= upTo; first = timers.peek()) {
            timers.poll();
            state.setCurrentKey(first.key());
            handler.onTimer(first.time(), domain);
        }
    }

    private void wakeUpForFirst() {
        Timer<Byte> first = processingTime.peek();
        if (first != null && first.time() < wakeUpMs) {
            wakeUpMs = first.time();
            long delayMs = Math.max(0, first.time() - clock.nowMs());
            long mine = wakeUpMs;
            wakeUps.at(clock.nanos() + TimeUnit.MILLISECONDS.toNanos(delayMs), nowNanos -> onWakeUp(mine));
        }
    }

    private void onWakeUp(long forMs) throws Exception {
        if (forMs != wakeUpMs) {
            // An earlier one was set meanwhile, and sets the next itself.
            return;
        }
        fire(processingTime, clock.nowMs(), TimeDomain.PROCESSING_TIME);
        wakeUpMs = Long.MAX_VALUE;
        wakeUpForFirst();
    }

    @Override
    public long currentProcessingTime() {
        return clock.nowMs();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        processingTime.add(NO_NAMESPACE, time);
        if (time < wakeUpMs) {
            wakeUpForFirst();
        }
    }

    @Override
    public void registerEventTimeTimer(long time) {
        eventTime.add(NO_NAMESPACE, time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        processingTime.remove(NO_NAMESPACE, time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        eventTime.remove(NO_NAMESPACE, time);
    }
}
