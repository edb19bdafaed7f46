package io.weft.runtime.taskmanager;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskState;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.runtime.task.Worker;
import java.util.Map;

/** A task in this TaskManager, as the control thread sees it. */
final class TaskRun {

    private static final long NEVER = -1;

    private final ExecutionAttemptId attempt;
    private final int slot;
    /** Null for a task that could not even be started. */
    private final Worker worker;

    private TaskState state;
    private Failure failure;
    private long cancelRequestedMs = NEVER;
    private long interruptedMs;
    private boolean abandoned;

    TaskRun(ExecutionAttemptId attempt, int slot, Worker worker) {
        this.attempt = attempt;
        this.slot = slot;
        this.worker = worker;
        this.state = TaskState.INITIALIZING;
    }

    ExecutionAttemptId attempt() {
        return attempt;
    }

    Worker worker() {
        return worker;
    }

    boolean hasEnded() {
        return state.isTerminal();
    }

    /** Its thread runs on although the task has been reported as ended. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** False if this changes nothing: a task that has ended stays so, and one that is told to stop does not become RUNNING. */
    boolean moveTo(TaskState next, Failure why) {
        if (hasEnded() || (state == TaskState.CANCELING && !next.isTerminal())) {
            return false;
        }
        state = next;
        failure = why;
        return true;
    }

    void requestCancel(long nowMs) {
        cancelRequestedMs = nowMs;
        interruptedMs = nowMs;
        state = TaskState.CANCELING;
        worker.requestCancel();
    }

    boolean isCanceling() {
        return state == TaskState.CANCELING;
    }

    long cancelingSinceMs() {
        return cancelRequestedMs;
    }

    void interruptIfDue(long nowMs, long intervalMs) {
        if (nowMs - interruptedMs >= intervalMs) {
            interruptedMs = nowMs;
            worker.interrupt();
        }
    }

    void abandon() {
        abandoned = true;
    }

    /** The thread of an abandoned task has ended after all. */
    void forgetAbandonment() {
        abandoned = false;
    }

    TaskReport report() {
        boolean atEnd = worker != null && state == TaskState.RUNNING && worker.isAtEnd();
        Map<String, Long> figures = worker == null ? Map.of() : worker.figures();
        return new TaskReport(attempt, slot, state, atEnd, failure, figures);
    }
}
