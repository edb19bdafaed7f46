package io.weft.state.inspection;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can't be read, each said once: the rest is shown all the same. */
final class Problems {

    private final Set<String> found = new LinkedHashSet<>();

    /** Reads something. */
    @FunctionalInterface
    interface Reading {
        void run() throws IOException;
    }

    /** Reads something, and remembers a failure. Returns whether it was read. */
    boolean collect(String where, Reading reading) {
        try {
            reading.run();
            return true;
        } catch (IOException | RuntimeException | LinkageError e) {
            // Damaged bytes and classes that are not as they were end in exceptions of all kinds.
            add(where, e);
            return false;
        }
    }

    void add(String where, Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        found.add(where + " can't be read: " + message);
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
