package io.weft.model.checkpoint;

/** What a checkpoint is made for. */
public enum CheckpointKind {
    /** For recovery; each backend writes it in its own form. */
    CHECKPOINT,
    /** For people: complete in itself, in the canonical form that every backend reads. */
    SAVEPOINT,
    /** A savepoint after which nothing is emitted any more, and with which the job ends; windows stay open and timers unfired. */
    STOP,
    /** Like STOP, but the input ends before it: a last watermark fires all that is left. */
    DRAIN;

    /** True if it is written in the canonical form, to where a person wants it. */
    public boolean isSavepoint() {
        return this != CHECKPOINT;
    }

    /** True if the job ends with it. */
    public boolean endsJob() {
        return this == STOP || this == DRAIN;
    }
}
