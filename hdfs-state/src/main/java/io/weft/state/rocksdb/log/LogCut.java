package io.weft.state.rocksdb.log;

import java.io.IOException;

/**
 * A moment at which the database must hold all that was written before, and nothing that was written after.
 *
 * @param <T> what is made of the database then
 */
public final class LogCut<T> {

    /** What is done then, once, by whichever thread comes there first. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    final long position;
    private final Action<T> action;
    // Guarded by the lock of the log's flush.
    private boolean done;
    private T result;
    private IOException failure;

    LogCut(long position, Action<T> action) {
        this.position = position;
        this.action = action;
    }

    boolean isDone() {
        return done;
    }

    /** A failure is for who asks for the result: what was written after it may go on. */
    void run() {
        try {
            result = action.run();
        } catch (IOException e) {
            failure = e;
        }
        done = true;
    }

    T result() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
