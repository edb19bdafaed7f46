package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.PeerLostException;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import java.io.IOException;

/**
 * Reads from a task in another TaskManager. A segment's bytes are moved behind what is left of the one before, so that every record
 * lies in one piece, and the segment is given back before its records are read. Copied per place, see
 * {@link io.weft.runtime.hot.ClassCopies}.
 */
final class RemoteReader implements ChannelReader {

    private static final int MAX_BATCH = 512;
    /** An array that a long record has made longer than this is not kept. */
    private static final int MAX_KEPT_BYTES = 4 * Segment.SIZE_BYTES;

    private final IncomingChannel channel;
    private final SegmentPool pool;
    private final TypeSerializer<Object> serializer;
    private final Runnable onClose;
    private final DataInputDeserializer in = new DataInputDeserializer();

    /** Holds what {@code in} reads, which ends at {@code end}. */
    private byte[] buffer = new byte[0];

    private int end;
    /** How many records are complete in the buffer and have not been read. */
    private int recordsLeft;
    /** True if the next record has begun in a former segment, and with it the scope it was written in. */
    private boolean straddles;

    private boolean scopeStarted;
    private boolean stamped;
    /** What stands behind the records; null if nothing does. */
    private Element control;

    private boolean finished;
    private boolean closed;

    /** Segments that belong to this channel, and how many of them the producer has not been told of. */
    private int segments;

    private int toGrant;

    /** @param segments how many belong to the channel: its credits so far */
    RemoteReader(IncomingChannel channel, int segments, TypeSerializer<Object> serializer, Runnable onClose) {
        this.channel = channel;
        this.pool = channel.pool();
        this.serializer = serializer;
        this.onClose = onClose;
        this.segments = segments;
    }

    @Override
    public Element poll() throws IOException {
        while (recordsLeft == 0) {
            if (control != null) {
                return takeControl();
            }
            // Asked first: what was received before the loss is read before the loss is told.
            PeerLostException lost = channel.lost();
            Segment segment = channel.poll();
            if (segment == null) {
                if (lost != null && !finished) {
                    throw new PeerLostException(channel.id() + ": " + lost.getMessage(), lost);
                }
                return null;
            }
            take(segment);
        }
        return readBatch();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pool.unreserve(segments - IncomingChannel.OWN_SEGMENTS);
            onClose.run();
        }
    }

    private Element takeControl() throws IOException {
        if (in.available() > 0) {
            throw corrupt("a " + control + " stands within a record", null);
        }
        Element element = control;
        control = null;
        finished = element instanceof Element.EndOfData;
        return element;
    }

    private RecordBatch readBatch() throws IOException {
        int size = Math.min(MAX_BATCH, recordsLeft);
        Object[] records = new Object[size];
        long[] timestamps = stamped ? new long[size] : null;
        try {
            int own = 0;
            if (straddles) {
                straddles = false;
                read(records, timestamps, 0, 1);
                own = 1;
            }
            if (!scopeStarted && own < size) {
                ScopedSerializer.startScope(serializer);
                scopeStarted = true;
            }
            read(records, timestamps, own, size);
        } catch (IOException | RuntimeException e) {
            throw corrupt("one of " + recordsLeft + " records cannot be read", e);
        }
        recordsLeft -= size;
        return new RecordBatch(records, timestamps, size);
    }

    private void read(Object[] records, long[] timestamps, int from, int to) throws IOException {
        DataInputDeserializer source = in;
        if (timestamps == null) {
            for (int i = from; i < to; i++) {
                records[i] = serializer.deserialize(source);
            }
        } else {
            for (int i = from; i < to; i++) {
                timestamps[i] = source.readLong();
                records[i] = serializer.deserialize(source);
            }
        }
    }

    private void take(Segment segment) {
        SegmentHead head = segment.head();
        boolean full = append(segment.memory());
        pool.give(segment);
        grant(full);
        recordsLeft = head.recordsEnding();
        stamped = head.stamped();
        control = head.element();
        scopeStarted = false;
    }

    /** @return whether the segment was as full as segments are when the producer has more to send */
    private boolean append(ByteBuf memory) {
        int rest = in.available();
        int added = memory.readableBytes();
        straddles |= rest > 0;
        boolean oversized = buffer.length > MAX_KEPT_BYTES && rest + added <= Segment.SIZE_BYTES;
        if (oversized || buffer.length - end < added) {
            moveToFront(rest, added, oversized);
        }
        memory.readBytes(buffer, end, added);
        end += added;
        in.setBuffer(buffer, end - added - rest, rest + added);
        return added == Segment.MAX_BODY_BYTES;
    }

    /** Makes room behind the rest of the buffer, in a new one if need be. */
    private void moveToFront(int rest, int added, boolean oversized) {
        byte[] target = buffer;
        if (oversized || target.length < rest + added) {
            target = new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(rest + added, 2L * rest))];
        }
        System.arraycopy(buffer, end - rest, target, 0, rest);
        buffer = target;
        end = rest;
    }

    /** One segment is free again. A reader that is faster than its producer borrows more, one that can do without gives back. */
    private void grant(boolean full) {
        toGrant++;
        if (segments > IncomingChannel.OWN_SEGMENTS && pool.isScarce()) {
            pool.unreserve(1);
            segments--;
            toGrant--;
        } else if (full && segments < IncomingChannel.MAX_SEGMENTS && channel.isEmpty() && pool.tryReserve()) {
            segments++;
            toGrant++;
        }
        if (toGrant > 0 && (toGrant >= segments / 2 || channel.isEmpty())) {
            channel.grant(toGrant);
            toGrant = 0;
        }
    }

    private IOException corrupt(String what, Throwable cause) {
        return new IOException(
                channel.id() + ": " + what + ". The producer's and this task's serializers are "
                        + "not the same, or a record's serializer reads another number of bytes than it writes: "
                        + serializer.getClass().getName(),
                cause);
    }
}
