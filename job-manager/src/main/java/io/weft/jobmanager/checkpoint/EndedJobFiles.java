package io.weft.jobmanager.checkpoint;

import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.step.Step;

/**
 * Clears up after a job that has ended: at once, and again when TaskManagers have had time to hear of the end, for until then they may
 * write for a checkpoint that nobody wants any more.
 */
public final class EndedJobFiles {

    private static final long TIME_TO_HEAR_MS = 10_000;

    private EndedJobFiles() {}

    /** @param endedMs when the job ended, in ms since the epoch */
    public static void sweep(Step step, JournalRecord.CheckpointFilesLeft left, long endedMs) {
        Effect.SweepFiles sweep = new Effect.SweepFiles(left.job(), left.directory(), left.keep());
        step.effect(sweep);
        if (!isLast(step, endedMs)) {
            step.after(endedMs + TIME_TO_HEAR_MS - step.nowMs(), () -> step.effect(sweep));
        }
    }

    /** True if nothing has to be swept after a sweep that has just been made. */
    public static boolean isLast(Step step, long endedMs) {
        return step.nowMs() >= endedMs + TIME_TO_HEAR_MS;
    }
}
