package io.weft.jobmanager.step;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done at a later time, earliest first, and in the order of asking at equal times. */
public final class Timers {

    /** Means: no timer is set. */
    public static final long NEVER = Long.MAX_VALUE;

    private final PriorityQueue<Timer> queue =
            new PriorityQueue<>(Comparator.comparingLong(Timer::atMs).thenComparingLong(Timer::order));
    private long order;

    /** One thing to be done; it can be called off. */
    public static final class Timer {
        private final long atMs;
        private final long order;
        private Runnable action;

        private Timer(long atMs, long order, Runnable action) {
            this.atMs = atMs;
            this.order = order;
            this.action = action;
        }

        /** Does nothing if the timer has run. */
        public void cancel() {
            action = null;
        }

        private long atMs() {
            return atMs;
        }

        private long order() {
            return order;
        }
    }

    Timer at(long atMs, Runnable action) {
        Timer timer = new Timer(atMs, order++, action);
        queue.add(timer);
        return timer;
    }

    /** Runs all that is due, what these set for now or earlier included. */
    public void runDue(long nowMs) {
        while (nextMs() <= nowMs) {
            Timer timer = queue.remove();
            Runnable action = timer.action;
            timer.action = null;
            action.run();
        }
    }

    /** When the next timer is due, or {@link #NEVER}. */
    public long nextMs() {
        while (!queue.isEmpty() && queue.element().action == null) {
            queue.remove();
        }
        return queue.isEmpty() ? NEVER : queue.element().atMs;
    }
}
