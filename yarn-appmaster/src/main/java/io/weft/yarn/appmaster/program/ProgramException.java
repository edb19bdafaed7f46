package io.weft.yarn.appmaster.program;

/** A job's jar that cannot be run. The message is for the user: what was found, and what to do. */
public final class ProgramException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProgramException(String message) {
        super(message);
    }

    ProgramException(String message, Throwable cause) {
        super(message, cause);
    }
}
