package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.ListState;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A row's value is its elements one after the other, each behind its length, so that adding one means appending. */
final class RocksListState<E> extends RocksState implements ListState<E> {

    private final TypeSerializer<E> serializer;
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final DataOutputSerializer out = new DataOutputSerializer(256);
    private final DataOutputSerializer element = new DataOutputSerializer(256);

    RocksListState(CurrentRow row, StateAccess access, TimeToLive timeToLive, TypeSerializer<E> serializer) {
        super(row, access, timeToLive);
        this.serializer = serializer;
    }

    @Override
    public Iterable<E> get() throws IOException {
        row().find();
        int length = access().get(row().bytes(), row().length());
        if (length == StateAccess.ABSENT) {
            return List.of();
        }
        in.setBuffer(access().value(), 0, length);
        return timeToLive() == null ? readAll() : readTimed();
    }

    private List<E> readAll() throws IOException {
        List<E> elements = new ArrayList<>();
        while (in.available() > 0) {
            in.readVarInt();
            elements.add(serializer.deserialize(in));
        }
        return elements;
    }

    private List<E> readTimed() throws IOException {
        long nowMs = nowMs();
        List<E> all = new ArrayList<>();
        List<E> living = new ArrayList<>();
        out.clear();
        while (in.available() > 0) {
            in.readVarInt();
            long stamp = in.readLong();
            E read = serializer.deserialize(in);
            all.add(read);
            if (!timeToLive().hasEnded(stamp, nowMs)) {
                living.add(read);
                append(read, timeToLive().touchedByReading() ? nowMs : stamp);
            }
        }
        if (living.isEmpty()) {
            remove();
        } else if (timeToLive().touchedByReading() || living.size() < all.size()) {
            access().put(row().bytes(), row().length(), StateAccess.NO_PREFIX, out.getSharedBuffer(), out.length());
        }
        return timeToLive().readableAfterEnd() ? all : living;
    }

    @Override
    public void add(E value) throws IOException {
        out.clear();
        append(Objects.requireNonNull(value, "Null can't be added to list state"), nowMs());
        merge();
    }

    @Override
    public void addAll(List<E> values) throws IOException {
        writeAll(values);
        if (!values.isEmpty()) {
            merge();
        }
    }

    @Override
    public void update(List<E> values) throws IOException {
        writeAll(values);
        if (values.isEmpty()) {
            remove();
        } else {
            row().find();
            access().put(row().bytes(), row().length(), StateAccess.NO_PREFIX, out.getSharedBuffer(), out.length());
        }
    }

    private void writeAll(List<E> values) throws IOException {
        out.clear();
        long nowMs = nowMs();
        for (E value : Objects.requireNonNull(values, "List state needs a list, not null")) {
            append(Objects.requireNonNull(value, "Null can't be added to list state"), nowMs);
        }
    }

    private void append(E value, long stamp) throws IOException {
        element.clear();
        if (timeToLive() != null) {
            element.writeLong(stamp);
        }
        serializer.serialize(value, element);
        out.writeVarInt(element.length());
        out.write(element.getSharedBuffer(), 0, element.length());
    }

    private void merge() throws IOException {
        row().find();
        access().append(row().bytes(), row().length(), out.getSharedBuffer(), out.length());
    }

    @Override
    void remove() throws IOException {
        row().find();
        access().delete(row().bytes(), row().length(), StateAccess.NO_PREFIX);
    }

    @Override
    void merge(Object target, Collection<?> sources) throws IOException {
        out.clear();
        for (Object source : sources) {
            row().setNamespace(source);
            row().find();
            int length = access().get(row().bytes(), row().length());
            if (length != StateAccess.ABSENT) {
                out.write(access().value(), 0, length);
                remove();
            }
        }
        row().setNamespace(target);
        if (out.length() > 0) {
            merge();
        }
    }
}
