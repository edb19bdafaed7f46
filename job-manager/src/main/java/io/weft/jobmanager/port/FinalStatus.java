package io.weft.jobmanager.port;

/** How the cluster as a whole ended. */
public enum FinalStatus {
    /** It did what it was started for. */
    SUCCEEDED,
    /** A job or the user's main program failed. */
    FAILED,
    /** A person cancelled its only job. */
    KILLED
}
