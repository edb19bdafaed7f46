package io.weft.api.execution;

/** What becomes of a job's checkpoints when it is cancelled. If it fails for good they are kept, unless it is {@code NO_EXTERNALIZED_CHECKPOINTS}. */
public enum ExternalizedCheckpointRetention {
    /** They are deleted. */
    DELETE_ON_CANCELLATION,
    /** They stay, for people to resume from and to delete. */
    RETAIN_ON_CANCELLATION,
    /** They are deleted whenever the job ends, however it does. */
    NO_EXTERNALIZED_CHECKPOINTS;

    public boolean deleteOnCancellation() {
        return this != RETAIN_ON_CANCELLATION;
    }
}
