package io.weft.jobmanager.checkpoint;

import io.weft.jobmanager.step.Step;
import io.weft.jobmanager.step.Timers;

/** Says when the next checkpoint is due, and wakes the JobManager then. */
final class CheckpointTimes {

    /** After a failure of a checkpoint that tasks wait for. */
    private static final long RETRY_AT_END_MS = 1_000;

    private final CheckpointSettings.Pace pace;
    private final Step step;
    /** The next of those made at intervals. */
    private long periodicMs = Timers.NEVER;
    /** When the last one ended, however it did. */
    private long endedMs;
    /** Not before this may one be made because all tasks wait for one; NEVER if they need none more. */
    private long atEndMs;

    private boolean wasAtEnd;
    private long wakeMs = Timers.NEVER;
    private Timers.Timer wake;

    CheckpointTimes(CheckpointSettings.Pace pace, Step step) {
        this.pace = pace;
        this.step = step;
    }

    void onTasksStarted() {
        periodicMs = Timers.NEVER;
        wasAtEnd = false;
    }

    /**
     * True if one is to be begun now.
     *
     * @param possible whether tasks are ready for one
     * @param atEnd whether all of them wait for one in order to end
     * @param underWay how many are being made
     */
    boolean isDue(boolean possible, boolean atEnd, int underWay) {
        if (pace.intervalMs() == 0) {
            return false;
        }
        if (!possible) {
            wakeAt(Timers.NEVER);
            return false;
        }
        if (periodicMs == Timers.NEVER) {
            periodicMs = step.nowMs() + pace.intervalMs();
        }
        if (atEnd && !wasAtEnd) {
            atEndMs = step.nowMs();
        }
        wasAtEnd = atEnd;
        long dueMs = Math.max(periodicMs, endedMs + pace.minPauseMs());
        if (atEnd) {
            dueMs = Math.min(dueMs, atEndMs);
        }
        if (underWay >= pace.maxConcurrent()) {
            dueMs = Timers.NEVER;
        }
        wakeAt(dueMs > step.nowMs() ? dueMs : Timers.NEVER);
        return dueMs <= step.nowMs();
    }

    void onTriggered() {
        periodicMs = step.nowMs() + pace.intervalMs();
        atEndMs = Timers.NEVER;
    }

    void onCompleted() {
        endedMs = step.nowMs();
    }

    void onAborted() {
        endedMs = step.nowMs();
        atEndMs = step.nowMs() + RETRY_AT_END_MS;
    }

    void stop() {
        wakeAt(Timers.NEVER);
    }

    private void wakeAt(long atMs) {
        if (atMs == wakeMs && wake != null) {
            return;
        }
        if (wake != null) {
            wake.cancel();
            wake = null;
        }
        wakeMs = atMs;
        if (atMs != Timers.NEVER) {
            wake = step.after(atMs - step.nowMs(), () -> wake = null);
        }
    }
}
