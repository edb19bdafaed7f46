package io.weft.model;

/** Where time comes from. The engine reads it nowhere else, so that tests can hold it in their hands. Thread-safe. */
public interface Clock {

    /** The machine's clock. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nowMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    /** Ms since the epoch: for time that people see and that leaves the process. It may be set back. */
    long nowMs();

    /** Nanoseconds since some moment of this process: for durations. Never goes back. */
    long nanos();
}
