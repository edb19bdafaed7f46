package io.weft.state.snapshot;

import java.util.concurrent.atomic.AtomicLong;

/** Where a task reads what it starts from: copies on this machine, and checkpoints' files. Counts what it reads. Thread-safe. */
public final class StateSource {

    private final LocalCopies copies;
    private final AtomicLong localBytes = new AtomicLong();
    private final AtomicLong remoteBytes = new AtomicLong();

    public StateSource(LocalCopies copies) {
        this.copies = copies;
    }

    /** Checkpoints' files alone. */
    public static StateSource files() {
        return new StateSource(LocalCopies.NONE);
    }

    LocalCopies copies() {
        return copies;
    }

    void countRead(long bytes, boolean locally) {
        (locally ? localBytes : remoteBytes).addAndGet(bytes);
    }

    /** How many bytes were read from copies, and used. */
    public long localBytes() {
        return localBytes.get();
    }

    /** How many bytes were read from checkpoints' files. */
    public long remoteBytes() {
        return remoteBytes.get();
    }
}
