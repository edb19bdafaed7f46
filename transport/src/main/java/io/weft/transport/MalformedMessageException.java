package io.weft.transport;

import java.io.IOException;

/** Bytes from an authenticated peer that are no message. The connection they came over is closed. */
public final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }

    public MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
