package io.weft.state;

/** State can't be restored, because it was written with types that those of the program can't take the place of. */
public final class StateMigrationException extends Exception {
    private static final long serialVersionUID = 1L;

    public StateMigrationException(String message) {
        super(message);
    }

    public StateMigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
