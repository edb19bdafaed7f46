package io.weft.jobmanager.checkpoint;

/** A job can not take the state of a checkpoint over. Says why, and what to do. */
public final class StateMismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    StateMismatchException(String message) {
        super(message);
    }
}
