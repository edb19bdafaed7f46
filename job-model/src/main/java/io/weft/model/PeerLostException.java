package io.weft.model;

import java.io.IOException;

/**
 * A channel broke because the task at its other end is gone. It is thrown for what happened to somebody else, so it never hides the
 * failure that explains it: see {@link Failure#secondary()}.
 */
public final class PeerLostException extends IOException {
    private static final long serialVersionUID = 1L;

    public PeerLostException(String message) {
        super(message);
    }

    public PeerLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
