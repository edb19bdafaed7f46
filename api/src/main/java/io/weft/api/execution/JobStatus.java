package io.weft.api.execution;

/** The states of a job. The allowed transitions stand in one table in the JobMaster. */
public enum JobStatus {
    /** Accepted, nothing deployed yet. */
    CREATED,
    /** Tasks are being deployed or run. */
    RUNNING,
    /** A failure that no restart follows; the remaining tasks are being cancelled. */
    FAILING,
    /** Ended by a failure. */
    FAILED,
    /** Cancelled by a person; tasks are being cancelled. */
    CANCELLING,
    /** Ended by a cancellation. */
    CANCELED,
    /** Every task ended by itself. */
    FINISHED,
    /** A failure that a restart follows. */
    RESTARTING,
    /** This JobManager let go of the job; another may take it up. */
    SUSPENDED;

    /** True if the job has ended for all JobManagers. */
    public boolean isGloballyTerminalState() {
        return this == FAILED || this == CANCELED || this == FINISHED;
    }

    /** True if the job has ended for this JobManager. */
    public boolean isTerminalState() {
        return isGloballyTerminalState() || this == SUSPENDED;
    }
}
