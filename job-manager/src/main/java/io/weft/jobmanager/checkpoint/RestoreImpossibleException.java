package io.weft.jobmanager.checkpoint;

import io.weft.model.Failure;

/** A job can not be started from where it is to. */
public final class RestoreImpossibleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RestoreImpossibleException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
