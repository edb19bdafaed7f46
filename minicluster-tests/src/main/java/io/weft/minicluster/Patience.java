package io.weft.minicluster;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for conditions in other processes, where nothing but looking again is possible. */
public final class Patience {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Patience() {}

    /**
     * Waits until a condition holds. If it throws a checked exception, it does not hold yet; an unchecked one ends the
     * wait.
     *
     * @param what what is waited for, for the error message
     * @throws IllegalStateException if it does not hold in time; the last exception is the cause
     */
    public static void until(String what, Duration timeout, Callable<Boolean> condition) {
        until(() -> what, timeout, condition);
    }

    /** As {@link #until(String, Duration, Callable)}, with a message that is made only when it is needed. */
    public static void until(Supplier<String> what, Duration timeout, Callable<Boolean> condition) {
        Instant end = now().plus(timeout);
        Exception last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for " + what.get(), e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            if (now().isAfter(end)) {
                throw new IllegalStateException(
                        "Waited " + timeout.toSeconds() + " s in vain for " + what.get()
                                + (last == null ? "" : "\nLast error: " + last),
                        last);
            }
            pause();
        }
    }

    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("Interrupted while waiting");
        }
    }

    static Instant now() {
        return Instant.now();
    }
}
