package io.weft.api.execution;

/** The form of a savepoint. */
public enum SavepointFormatType {
    /** The one form that every state backend reads and writes. */
    CANONICAL,
    /** The state backend's own, which is quicker and can be restored only with the same backend. */
    NATIVE;

    public static final SavepointFormatType DEFAULT = CANONICAL;
}
