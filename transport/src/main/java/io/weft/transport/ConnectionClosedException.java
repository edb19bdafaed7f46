package io.weft.transport;

import java.io.IOException;

/** A connection has ended; the message names the other end and the reason. What was sent and not answered may or may not have arrived. */
public final class ConnectionClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    public ConnectionClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
