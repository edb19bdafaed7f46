package io.weft.api.source;

/** Whether a source comes to an end by itself. */
public enum Boundedness {
    /** It does. */
    BOUNDED,
    /** It runs until it is cancelled. */
    CONTINUOUS_UNBOUNDED
}
