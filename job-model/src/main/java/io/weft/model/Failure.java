package io.weft.model;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;

/**
 * An exception as text, so that it can leave the JVM that has its classes.
 *
 * @param type the exception's class name
 * @param message its message without the stack trace that Hadoop's servers put into theirs, or the empty string
 * @param stackTrace the whole trace with all causes
 * @param secondary true if it only follows from another task's end (a {@link PeerLostException} is among the causes); a job's root
 *     cause is its first failure that is not secondary
 * @param corruptCheckpoint true if the task could not read the checkpoint that it was to start from (a
 *     {@link CorruptCheckpointException} is among the causes): no later attempt could either
 */
public record Failure(String type, String message, String stackTrace, boolean secondary, boolean corruptCheckpoint) {
    private static final int MAX_CAUSES = 100;
    private static final String TRACE = "\n\tat ";

    public Failure {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(stackTrace, "stackTrace");
    }

    public static Failure of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        int serversTrace = message.indexOf(TRACE);
        return new Failure(
                thrown.getClass().getName(),
                serversTrace < 0 ? message : message.substring(0, serversTrace),
                trace.toString(),
                hasCause(thrown, PeerLostException.class),
                hasCause(thrown, CorruptCheckpointException.class));
    }

    /** A failure that is no exception of the user's: a lost container, a refused request. */
    public static Failure because(String message) {
        return new Failure("", message, message, false, false);
    }

    /** True if the job's own code or its surroundings failed it, and not something that happened to a process or another task. */
    public boolean isThrown() {
        return !type.isEmpty() && !secondary;
    }

    /** One line for people. */
    public String summary() {
        if (type.isEmpty()) {
            return message;
        }
        return message.isEmpty() ? type : type + ": " + message;
    }

    /** Users' exceptions wrap what our emit calls throw, and their causes may form a ring. */
    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
