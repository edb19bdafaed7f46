package io.weft.runtime.task;

import java.util.Map;

/** What a task tells people about itself. Written by the task's thread, read by any. */
public final class TaskFigures {

    // Volatile, all: written once a step and read by the thread that reports.
    private volatile long recordsIn;
    private volatile long recordsOut;
    private volatile long busyNanos;
    private volatile long idleNanos;
    private volatile long backpressuredNanos;

    private Task.Progress since = Task.Progress.IDLE;
    private long sinceNanos;

    /** The task enters a state, or goes on in it; time counts for the one it was in. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
    void enter(Task.Progress progress, long nowNanos) {
        long passed = sinceNanos == 0 ? 0 : nowNanos - sinceNanos;
        switch (since) {
            case WORKING, DONE -> busyNanos += passed;
            case IDLE -> idleNanos += passed;
            case BACKPRESSURED -> backpressuredNanos += passed;
        }
        since = progress;
        sinceNanos = nowNanos;
    }

    void records(long in, long out) {
        recordsIn = in;
        recordsOut = out;
    }

    /** By the names under which they are reported; times in ms. */
    public Map<String, Long> asMap() {
        return Map.of(
                "numRecordsIn", recordsIn,
                "numRecordsOut", recordsOut,
                "busyTimeMs", busyNanos / 1_000_000,
                "idleTimeMs", idleNanos / 1_000_000,
                "backPressuredTimeMs", backpressuredNanos / 1_000_000);
    }
}
