package io.weft.yarn.client.terminal;

/** Ends a command. The message is for the user: what was found, what was expected, and what to do; no stack trace is shown. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ExitCode exitCode;

    public CommandException(String message) {
        this(ExitCode.NOT_SUBMITTED, message, null);
    }

    public CommandException(String message, Throwable cause) {
        this(ExitCode.NOT_SUBMITTED, message, cause);
    }

    public CommandException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
