package io.weft.api.execution;

/** What a restored job makes of the records around the checkpoint. */
public enum CheckpointingMode {
    /** Each record counts once in the state. */
    EXACTLY_ONCE,
    /** Tasks with several inputs do not wait for barriers, so that records may count twice after a failure. */
    AT_LEAST_ONCE
}
