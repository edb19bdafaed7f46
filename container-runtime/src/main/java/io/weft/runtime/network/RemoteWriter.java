package io.weft.runtime.network;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.channel.Backpressure;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.WriterSetup;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Writes to a task in another TaskManager. Records are serialized one behind the other into an array that stays in the processor's
 * cache, and go from there into segments; a record that does not fit goes on in the next segment. Copied per place, see
 * {@link io.weft.runtime.hot.ClassCopies}.
 */
final class RemoteWriter implements ChannelWriter {

    private static final int FIRST_BUFFER_BYTES = 1024;
    /** An array that a long record has made longer than this is not kept. */
    private static final int MAX_KEPT_BYTES = 4 * Segment.SIZE_BYTES;
    /** Segments that may wait here in the middle of a call before the call parks. */
    private static final int MAX_PENDING = 4;

    private final OutgoingChannel channel;
    private final TypeSerializer<Object> serializer;
    private final long bufferTimeoutNanos;
    private final Backpressure backpressure;
    private final Runnable onClose;
    private final ArrayDeque<Chunk> pending = new ArrayDeque<>();

    private DataOutputSerializer buffer = new DataOutputSerializer(FIRST_BUFFER_BYTES);
    /** How many records end in the buffer. */
    private int count;

    private boolean stamped;
    /** True if no record has started since the last segment began. */
    private boolean atSegmentStart = true;

    private long waitingSinceNanos;
    private long recordsOut;
    private boolean closed;

    RemoteWriter(OutgoingChannel channel, WriterSetup setup, Runnable onClose) {
        this.channel = channel;
        this.serializer = setup.serializer();
        this.bufferTimeoutNanos = setup.bufferTimeoutMs() * 1_000_000;
        this.backpressure = setup.producer().backpressure();
        this.onClose = onClose;
    }

    @Override
    public void write(Object record, long timestamp) throws IOException {
        if (timestamp != Element.NO_TIMESTAMP && !stamped) {
            sendAll();
            stamped = true;
        }
        if (atSegmentStart) {
            ScopedSerializer.startScope(serializer);
            atSegmentStart = false;
        }
        DataOutputSerializer out = buffer;
        int start = out.length();
        try {
            if (stamped) {
                out.writeLong(timestamp);
            }
            serializer.serialize(record, out);
        } catch (IOException | RuntimeException | Error e) {
            undo(start);
            throw e;
        }
        recordsOut++;
        if (++count == SegmentHead.MAX_RECORDS || out.length() >= Segment.MAX_BODY_BYTES) {
            sendFull();
            awaitRoomIfTooMuchWaits();
        } else if (bufferTimeoutNanos == 0) {
            sendAll();
            awaitRoomIfTooMuchWaits();
        }
    }

    @Override
    public void writeControl(Element element) throws IOException {
        sendFull();
        put(new Chunk(buffer.getSharedBuffer(), 0, buffer.length(), SegmentHead.before(element, stamped, count)));
        startSegment(buffer.length());
        count = 0;
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
        if (count > 0 && bufferTimeoutNanos >= 0) {
            if (waitingSinceNanos == 0) {
                waitingSinceNanos = nowNanos;
            } else if (nowNanos - waitingSinceNanos >= bufferTimeoutNanos) {
                sendAll();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        sendAll();
    }

    @Override
    public boolean drain() throws IOException {
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
        return recordsOut;
    }

    @Override
    public void close(boolean finished) {
        if (closed) {
            return;
        }
        closed = true;
        pending.clear();
        if (!finished) {
            channel.abandon("its producer was stopped or has failed");
        }
        onClose.run();
    }

    /** The user's type could not be written: what there is of it must not reach the reader. */
    private void undo(int start) throws IOException {
        byte[] bytes = buffer.getSharedBuffer();
        buffer.clear();
        buffer.write(bytes, 0, start);
        // The serializer may count on having introduced something in what was just removed.
        sendAll();
        atSegmentStart = true;
    }

    private void sendAll() throws IOException {
        sendFull();
        if (count > 0) {
            put(chunk(0, buffer.length(), count));
            startSegment(buffer.length());
            count = 0;
        }
    }

    /** Sends all segments that are full, and keeps the rest. */
    private void sendFull() throws IOException {
        int from = 0;
        int length = buffer.length();
        while (length - from > Segment.MAX_BODY_BYTES) {
            // All records but the last end here: only the last can reach beyond the segment.
            put(chunk(from, Segment.MAX_BODY_BYTES, count - 1));
            count = 1;
            from += Segment.MAX_BODY_BYTES;
        }
        if (length - from == Segment.MAX_BODY_BYTES || count == SegmentHead.MAX_RECORDS) {
            put(chunk(from, length - from, count));
            count = 0;
            from = length;
        }
        if (from > 0 || count == 0) {
            startSegment(from);
        }
    }

    private Chunk chunk(int from, int sizeBytes, int recordsEnding) {
        SegmentHead head = new SegmentHead(stamped, recordsEnding, SegmentHead.Control.NOTHING, 0, 0);
        return new Chunk(buffer.getSharedBuffer(), from, sizeBytes, head);
    }

    /** What was before {@code from} has been sent. */
    private void startSegment(int from) {
        byte[] bytes = buffer.getSharedBuffer();
        int rest = buffer.length() - from;
        if (bytes.length > MAX_KEPT_BYTES) {
            buffer = new DataOutputSerializer(Segment.SIZE_BYTES);
        } else {
            buffer.clear();
        }
        buffer.write(bytes, from, rest);
        atSegmentStart = true;
        waitingSinceNanos = 0;
    }

    private void put(Chunk chunk) throws IOException {
        if (pending.isEmpty() && channel.offer(chunk)) {
            return;
        }
        if (pending.isEmpty()) {
            backpressure.onBlocked();
        }
        pending.add(chunk.detached());
    }

    private void awaitRoomIfTooMuchWaits() throws IOException {
        if (pending.size() > MAX_PENDING) {
            backpressure.awaitRoom(this);
        }
    }
}
