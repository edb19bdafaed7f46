package io.weft.api.eventtime;

/** A clock for durations: only differences of its readings mean something. */
@FunctionalInterface
public interface RelativeClock {

    /** The machine's. */
    RelativeClock SYSTEM = System::nanoTime;

    /** Nanoseconds since some fixed moment; never goes back. */
    long relativeTimeNanos();
}
