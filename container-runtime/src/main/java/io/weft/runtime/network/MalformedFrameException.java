package io.weft.runtime.network;

import java.io.IOException;

/** The other end of a data connection sent what no Weft process sends. The connection is closed, and only it. */
final class MalformedFrameException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedFrameException(String what) {
        super("It sent " + what);
    }
}
