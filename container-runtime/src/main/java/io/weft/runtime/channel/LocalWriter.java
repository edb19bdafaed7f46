package io.weft.runtime.channel;

import io.weft.api.serialization.TypeSerializer;
import io.weft.model.checkpoint.CheckpointBarrier;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Writes to a task in the same TaskManager: records go over by reference, in batches, copied only if their type is mutable. Copied per
 * place, see {@link io.weft.runtime.hot.ClassCopies}.
 */
final class LocalWriter implements ChannelWriter {

    private static final int MIN_BATCH = 16;
    private static final int MAX_BATCH = 512;
    /** About how much a batch holds at most, as if it were serialized; a longer record is a batch of its own. */
    private static final int MAX_BATCH_BYTES = 64 * 1024;

    /** Batches that may wait here in the middle of a call before the call parks. */
    private static final int MAX_PENDING = 16;
    /** Waking a sleeping consumer costs microseconds, so it is done for some batches together, or at the end of the step. */
    private static final int BATCHES_PER_WAKE_UP = 4;

    private final LocalChannel channel;
    private final TypeSerializer<Object> copier;
    private final long bufferTimeoutNanos;
    private final Backpressure backpressure;
    private final Runnable onClose;
    private final ArrayDeque<Element> pending = new ArrayDeque<>();
    private final RecordSizes sizes;

    private Object[] records = new Object[MIN_BATCH];
    private long[] timestamps;
    private int count;
    private long waitingSinceNanos;
    private int handedOver;
    private long recordsOut;

    LocalWriter(LocalChannel channel, WriterSetup setup, Runnable onClose) {
        this.channel = channel;
        this.copier = setup.objectReuse() || setup.serializer().isImmutableType() ? null : setup.serializer();
        this.sizes = new RecordSizes(setup.serializer());
        this.bufferTimeoutNanos = setup.bufferTimeoutMs() * 1_000_000;
        this.backpressure = setup.producer().backpressure();
        this.onClose = onClose;
    }

    @Override
    public void write(Object record, long timestamp) throws IOException {
        int at = count;
        records[at] = copier == null ? record : copier.copy(record);
        if (timestamp != Element.NO_TIMESTAMP || timestamps != null) {
            stamp(at, timestamp);
        }
        count = at + 1;
        if (at + 1 == records.length || bufferTimeoutNanos == 0) {
            handOver();
            awaitRoomIfTooMuchWaits();
        }
    }

    private void stamp(int at, long timestamp) {
        if (timestamps == null) {
            timestamps = new long[records.length];
            Arrays.fill(timestamps, 0, at, Element.NO_TIMESTAMP);
        }
        timestamps[at] = timestamp;
    }

    private void handOver() {
        RecordBatch batch = new RecordBatch(records, timestamps, count);
        recordsOut += count;
        sizes.passed(count, records[count - 1]);
        records = new Object[nextLength()];
        timestamps = null;
        count = 0;
        waitingSinceNanos = 0;
        put(batch);
    }

    /** Batches are as large as the traffic fills them, within bounds. */
    private int nextLength() {
        int length = records.length;
        if (count == length) {
            length *= 2;
        } else if (count < length / 4) {
            length /= 2;
        }
        length = Math.max(MIN_BATCH, Math.min(MAX_BATCH, length));
        return sizes.recordsIn(MAX_BATCH_BYTES, length);
    }

    private void put(Element element) {
        if (pending.isEmpty() && channel.offer(element)) {
            if (++handedOver % BATCHES_PER_WAKE_UP == 0) {
                channel.wakeConsumer();
            }
            return;
        }
        if (pending.isEmpty()) {
            backpressure.onBlocked();
        }
        pending.add(element);
    }

    private void awaitRoomIfTooMuchWaits() throws IOException {
        if (pending.size() > MAX_PENDING) {
            backpressure.awaitRoom(this);
        }
    }

    @Override
    public void writeControl(Element element) throws IOException {
        if (count > 0) {
            handOver();
        }
        put(element);
        if (!(element instanceof Element.Barrier)) {
            awaitRoomIfTooMuchWaits();
        }
    }

    @Override
    public void announce(CheckpointBarrier barrier) {
        channel.announce(barrier);
    }

    @Override
    public void endStep(long nowNanos) throws IOException {
        if (channel.isConsumerWaiting()) {
            flush();
        } else if (count > 0 && bufferTimeoutNanos >= 0) {
            if (waitingSinceNanos == 0) {
                waitingSinceNanos = nowNanos;
            } else if (nowNanos - waitingSinceNanos >= bufferTimeoutNanos) {
                handOver();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        if (count > 0) {
            handOver();
        }
        channel.wakeConsumer();
    }

    @Override
    public boolean drain() {
        while (!pending.isEmpty()) {
            if (!channel.offer(pending.peekFirst())) {
                return false;
            }
            pending.removeFirst();
        }
        return true;
    }

    @Override
    public long recordsOut() {
        return recordsOut + count;
    }

    @Override
    public void close(boolean finished) {
        if (!finished) {
            onClose.run();
        }
    }
}
