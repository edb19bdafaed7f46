package io.weft.state.rocksdb.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/**
 * The memory that the logs of a process share, outside the heap. Each log may have an equal share of it; one that has more, because others came
 * later, gives it back as it goes on, or at its next snapshot. Thread-safe.
 */
public final class LogMemory {

    /** A log can't do with less, whatever the share. */
    private static final long SMALLEST_SHARE = 8L * Segment.BYTES;

    private final long bytes;
    // Guarded by this.
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private int logs;
    private long taken;

    /** Allocates nothing yet. */
    public LogMemory(long bytes) {
        this.bytes = bytes;
    }

    synchronized void join() {
        logs++;
    }

    synchronized void leave() {
        logs--;
    }

    /** How many bytes a log may have. */
    synchronized long share() {
        return Math.max(SMALLEST_SHARE, bytes / Math.max(1, logs));
    }

    /** Memory of {@link Segment#BYTES}. */
    ByteBuffer take() {
        synchronized (this) {
            taken += Segment.BYTES;
            if (!free.isEmpty()) {
                return free.removeLast();
            }
        }
        return ByteBuffer.allocateDirect(Segment.BYTES).order(ByteOrder.nativeOrder());
    }

    synchronized void giveBack(ByteBuffer segment) {
        taken -= Segment.BYTES;
        free.addLast(segment);
    }

    /** Bytes in use. */
    public synchronized long takenBytes() {
        return taken;
    }
}
