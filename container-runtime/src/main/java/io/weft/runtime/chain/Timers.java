package io.weft.runtime.chain;

import java.util.PriorityQueue;

/** What a task does at a certain time. Owned by the task's thread; times are those of {@link io.weft.model.Clock#nanos()}. */
public final class Timers {

    /** Done when its time has come. */
    @FunctionalInterface
    public interface Action {
        void run(long nowNanos) throws Exception;
    }

    private record Timer(long atNanos, long number, Action action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(atNanos - other.atNanos, 0);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long made;

    public void at(long nanos, Action action) {
        timers.add(new Timer(nanos, made++, action));
    }

    /** Runs what is due. */
    public void runDue(long nowNanos) throws Exception {
        while (!timers.isEmpty() && timers.peek().atNanos - nowNanos <= 0) {
            timers.remove().action.run(nowNanos);
        }
    }

    /** How long until something is due, at most {@code maxNanos}. */
    public long untilNextNanos(long nowNanos, long maxNanos) {
        return timers.isEmpty() ? maxNanos : Math.max(0, Math.min(maxNanos, timers.peek().atNanos - nowNanos));
    }
}
