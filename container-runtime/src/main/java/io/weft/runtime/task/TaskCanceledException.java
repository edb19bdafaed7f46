package io.weft.runtime.task;

/** Ends a call into the chain of a task that has been cancelled. Not a failure. */
public final class TaskCanceledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TaskCanceledException() {
        super("The task has been cancelled", null, false, false);
    }
}
