package io.weft.api.time;

/** Which time a timer goes by. */
public enum TimeDomain {
    /** The watermark. */
    EVENT_TIME,
    /** The clock of the task's machine. */
    PROCESSING_TIME
}
