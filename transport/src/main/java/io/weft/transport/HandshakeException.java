package io.weft.transport;

import java.io.IOException;

/** A connection was refused before anything but the handshake was read from it. The message names the other end and the reason. */
public final class HandshakeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why a connection was refused. */
    public enum Reason {
        /** The other end sent what no Weft process sends. */
        MALFORMED,
        /** The other end is another release of Weft. */
        WRONG_VERSION,
        /** The port offers something else. */
        WRONG_SERVICE,
        /** The other end does not know this application's secret. */
        WRONG_SECRET,
        /** The other end was silent too long. */
        TIMEOUT,
        /** The other end closed the connection. */
        CLOSED,
        /** Too many connections wait for their proof. */
        TOO_MANY
    }

    private final Reason reason;

    public HandshakeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
