package io.weft.api.execution;

/** Whose the files are of the checkpoint or savepoint that a job is started from. */
public enum RecoveryClaimMode {
    /** The job's, which deletes them once it does not need them. */
    CLAIM,
    /** Still those of whoever made them: the job deletes nothing, and its first checkpoint copies what it needs. */
    NO_CLAIM;

    public static final RecoveryClaimMode DEFAULT = NO_CLAIM;
}
