package io.weft.api.source;

/** What is to be expected of a reader's next poll. */
public enum InputStatus {
    /** There is more at once. */
    MORE_AVAILABLE,
    /** There is nothing now; {@link SourceReader#isAvailable()} tells when to poll again. */
    NOTHING_AVAILABLE,
    /** There is nothing any more. */
    END_OF_INPUT
}
