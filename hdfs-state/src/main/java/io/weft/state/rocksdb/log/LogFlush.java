package io.weft.state.rocksdb.log;

import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Hands what a log holds to the database, in order, and stops at each cut. Any thread may do it, one at a time; the records that it reads
 * are not changed any more.
 */
final class LogFlush {

    /** About how much goes into one batch. */
    private static final long BATCH_BYTES = 2L << 20;

    private final RowStore store;

    /** Whoever reads the database and the log as one, where that is not the same before and after a batch, holds it meanwhile. */
    private final Object writing = new Object();

    private final Object flushing = new Object();
    // Guarded by flushing.
    private final ArrayDeque<LogCut<?>> cuts = new ArrayDeque<>();
    private final LogBatch batch = new LogBatch();
    private Segment segment;
    private int offset;

    // What was written before this position is in the database.
    private volatile long flushed;

    LogFlush(RowStore store) {
        this.store = store;
    }

    /** The log has its first segment. */
    void begin(Segment first) {
        synchronized (flushing) {
            segment = first;
            offset = first.filled;
            flushed = first.end();
        }
    }

    long flushed() {
        return flushed;
    }

    Object writing() {
        return writing;
    }

    void add(LogCut<?> cut) {
        synchronized (flushing) {
            cuts.add(cut);
        }
    }

    /** Nobody wants to know any more. */
    boolean cancel(LogCut<?> cut) {
        synchronized (flushing) {
            return cuts.remove(cut);
        }
    }

    void reach(LogCut<?> cut) throws IOException {
        boolean reached = false;
        while (!reached) {
            synchronized (flushing) {
                reached = cut.isDone();
                if (!reached) {
                    step(cut.position);
                }
            }
        }
    }

    /** Comes to the database with all that was written before a position, and to the cuts before it. */
    void flushTo(long position) throws IOException {
        boolean reached = false;
        while (!reached) {
            synchronized (flushing) {
                reached = flushed >= position && (cuts.isEmpty() || cuts.peek().position > position);
                if (!reached) {
                    step(position);
                }
            }
        }
    }

    /** Writes a batch, or does what is to be done at a cut. */
    private void step(long position) throws IOException {
        LogCut<?> cut = cuts.peek();
        long limit = cut == null ? position : Math.min(position, cut.position);
        if (flushed < limit) {
            writeBatch(limit);
        } else if (cut != null && flushed >= cut.position) {
            cut.run();
            cuts.remove();
        }
    }

    private void writeBatch(long limit) throws IOException {
        Segment last = segment;
        int end = offset;
        long position = last.start() + end;
        while (position < limit && batch.bytes() < BATCH_BYTES) {
            if (last.next != null && end == last.filled) {
                last = last.next;
                end = Segment.FIRST;
            } else {
                batch.add(last, end);
                end += RowRecord.size(last.bytes, end);
            }
            position = last.start() + end;
        }
        boolean empty = batch.isEmpty();
        byte[] changes = empty ? null : batch.take();
        synchronized (writing) {
            if (!empty) {
                store.write(changes);
            }
            segment = last;
            offset = end;
            flushed = position;
        }
    }
}
