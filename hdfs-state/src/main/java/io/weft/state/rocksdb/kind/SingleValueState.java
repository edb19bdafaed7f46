package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;

/**
 * State with one value a row. The bytes of the row read or written last are kept, so that however often a value is used while a record is
 * processed, it is looked up once.
 *
 * @param <V> what is kept
 */
abstract class SingleValueState<V> extends RocksState {

    private static final long NONE = -1;

    private final TypeSerializer<V> serializer;
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final DataOutputSerializer out = new DataOutputSerializer(256);

    // The row whose value is known, and where: in what was written last, or in what was read last.
    private long known = NONE;
    private boolean knownFromWriting;
    private int length;

    SingleValueState(CurrentRow row, StateAccess access, TimeToLive timeToLive, TypeSerializer<V> serializer) {
        super(row, access, timeToLive);
        this.serializer = serializer;
    }

    final TypeSerializer<V> serializer() {
        return serializer;
    }

    /** The value for a reader, or null. */
    final V read() throws IOException {
        V value = find();
        if (value == null || timeToLive() == null) {
            return value;
        }
        long nowMs = nowMs();
        if (timeToLive().hasEnded(stamp(), nowMs)) {
            remove();
            return timeToLive().readableAfterEnd() ? value : null;
        }
        if (timeToLive().touchedByReading()) {
            write(value);
        }
        return value;
    }

    /** The value to go on from, or null: one that has ended is not there. */
    final V readToChange() throws IOException {
        V value = find();
        return value == null || timeToLive() == null || !timeToLive().hasEnded(stamp(), nowMs()) ? value : null;
    }

    private V find() throws IOException {
        long version = row().find();
        if (known != version) {
            length = access().get(row().bytes(), row().length());
            knownFromWriting = false;
            known = version;
        }
        if (length == StateAccess.ABSENT) {
            return null;
        }
        in.setBuffer(bytes(), 0, length);
        if (timeToLive() != null) {
            in.skipBytesToRead(Long.BYTES);
        }
        return serializer.deserialize(in);
    }

    private byte[] bytes() {
        return knownFromWriting ? out.getSharedBuffer() : access().value();
    }

    private long stamp() throws IOException {
        in.setBuffer(bytes(), 0, length);
        return in.readLong();
    }

    final void write(V value) throws IOException {
        long version = row().find();
        known = NONE;
        out.clear();
        if (timeToLive() != null) {
            out.writeLong(nowMs());
        }
        serializer.serialize(value, out);
        access().put(row().bytes(), row().length(), StateAccess.NO_PREFIX, out.getSharedBuffer(), out.length());
        length = out.length();
        knownFromWriting = true;
        known = version;
    }

    @Override
    final void remove() throws IOException {
        long version = row().find();
        if (known != version || length != StateAccess.ABSENT) {
            known = NONE;
            access().delete(row().bytes(), row().length(), StateAccess.NO_PREFIX);
            length = StateAccess.ABSENT;
            known = version;
        }
    }
}
