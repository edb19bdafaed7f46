package io.weft.api.plan;

/** A program that cannot run as it is written; the message says what to change. */
public class InvalidProgramException extends RuntimeException {

    public InvalidProgramException(String message) {
        super(message);
    }

    public InvalidProgramException(String message, Throwable cause) {
        super(message, cause);
    }
}
