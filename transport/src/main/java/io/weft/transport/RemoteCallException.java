package io.weft.transport;

import io.weft.model.Failure;
import java.io.IOException;

/** The other end received a call and failed to answer it. The connection is fine. */
public final class RemoteCallException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public RemoteCallException(Failure failure) {
        super(failure.summary());
        this.failure = failure;
    }

    /** What happened at the other end. */
    public Failure failure() {
        return failure;
    }
}
