package io.weft.minicluster;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for conditions in other processes, where nothing but looking again is possible. */
public final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration SHORT_PAUSE = Duration.ofMillis(2);

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
        until(what, timeout, PAUSE, condition);
    }

    /** As {@link #until(String, Duration, Callable)}, looking so often that little has happened since the condition came to hold. */
    public static void closely(String what, Duration timeout, Callable<Boolean> condition) {
        until(() -> what, timeout, SHORT_PAUSE, condition);
    }

    private static void until(Supplier<String> what, Duration timeout, Duration pause, Callable<Boolean> condition) {
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
            pause(pause);
        }
    }

    static void pause() {
        pause(PAUSE);
    }

    /** Lets time pass, for what is to happen at a random moment; never to wait for something. */
    public static void pause(Duration time) {
        Instant end = now().plus(time);
        for (Duration left = time; !left.isNegative() && !left.isZero(); left = Duration.between(now(), end)) {
            LockSupport.parkNanos(left.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted while waiting");
            }
        }
    }

    public static Instant now() {
        return Instant.now();
    }
}
