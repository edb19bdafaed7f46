package io.weft.model;

/** The states of one run of one subtask. */
public enum TaskState {
    /** Known, without a slot. */
    CREATED,
    /** Has a slot, is being sent to its TaskManager. */
    DEPLOYING,
    /** Arrived; user code is being loaded and opened. */
    INITIALIZING,
    /** Processes records. */
    RUNNING,
    /** Told to stop, has not yet. */
    CANCELING,
    /** Ended by itself. */
    FINISHED,
    /** Ended because it was told to. */
    CANCELED,
    /** Ended by a failure. */
    FAILED;

    public boolean isTerminal() {
        return this == FINISHED || this == CANCELED || this == FAILED;
    }
}
