package io.weft.runtime.source;

import io.weft.model.Failure;

/** A source fails because its split enumerator, which runs elsewhere, has failed. The trace that matters is the enumerator's. */
public final class EnumeratorFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    EnumeratorFailedException(Failure failure) {
        super("The source's split enumerator failed: " + failure.stackTrace().strip(), null, false, false);
    }
}
