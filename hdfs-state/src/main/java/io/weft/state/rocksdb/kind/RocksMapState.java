package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.MapState;
import io.weft.state.MapEntries;
import io.weft.state.heap.table.TimeToLive;
import io.weft.state.rocksdb.database.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A row for each entry: its value is the length of the key and namespace in the row's key, so that it can be split without their serializers,
 * the stamp if there is one, and the value, or that it is null.
 */
final class RocksMapState<K, V> extends RocksState implements MapState<K, V> {

    /** How many entries an iterator reads at a time, so that nothing native stays open if it never comes to its end. */
    private static final int CHUNK = 128;

    private final TypeSerializer<K> keySerializer;
    private final TypeSerializer<V> valueSerializer;
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final DataOutputSerializer entryRow = new DataOutputSerializer(128);
    private final DataOutputSerializer out = new DataOutputSerializer(256);
    // How often rows were written.
    private long changes;

    RocksMapState(
            CurrentRow row,
            StateAccess access,
            TimeToLive timeToLive,
            TypeSerializer<K> keySerializer,
            TypeSerializer<V> valueSerializer) {
        super(row, access, timeToLive);
        this.keySerializer = keySerializer;
        this.valueSerializer = valueSerializer;
    }

    /** What an entry holds. */
    private record Found<V>(V value) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    private record Row(byte[] key, byte[] value) {}

    private void find(K key) throws IOException {
        Objects.requireNonNull(key, "The keys of map state are not null");
        row().find();
        entryRow.clear();
        entryRow.write(row().bytes(), 0, row().length());
        keySerializer.serialize(key, entryRow);
    }

    /** The entry's value for a reader, or null if it is not there. */
    private Found<V> lookUp(K key) throws IOException {
        find(key);
        int length = access().get(entryRow.getSharedBuffer(), entryRow.length());
        if (length == StateAccess.ABSENT) {
            return null;
        }
        in.setBuffer(access().value(), 0, length);
        return read(key);
    }

    /** Reads the value that {@link #in} is at the beginning of. */
    private Found<V> read(K key) throws IOException {
        in.readVarInt();
        if (timeToLive() == null) {
            return new Found<>(readValue());
        }
        long stamp = in.readLong();
        V value = readValue();
        if (timeToLive().hasEnded(stamp, nowMs())) {
            remove(key);
            return timeToLive().readableAfterEnd() ? new Found<>(value) : null;
        }
        if (timeToLive().touchedByReading()) {
            put(key, value);
        }
        return new Found<>(value);
    }

    private V readValue() throws IOException {
        return in.readBoolean() ? valueSerializer.deserialize(in) : null;
    }

    @Override
    public V get(K key) throws IOException {
        Found<V> found = lookUp(key);
        return found == null ? null : found.value();
    }

    @Override
    public boolean contains(K key) throws IOException {
        if (timeToLive() != null) {
            return lookUp(key) != null;
        }
        find(key);
        return access().contains(entryRow.getSharedBuffer(), entryRow.length());
    }

    @Override
    public void put(K key, V value) throws IOException {
        find(key);
        out.clear();
        out.writeVarInt(row().length() - Rows.GROUP_BYTES);
        if (timeToLive() != null) {
            out.writeLong(nowMs());
        }
        out.writeBoolean(value != null);
        if (value != null) {
            valueSerializer.serialize(value, out);
        }
        changes++;
        access().put(
                        entryRow.getSharedBuffer(),
                        entryRow.length(),
                        row().length(),
                        out.getSharedBuffer(),
                        out.length());
    }

    @Override
    public void putAll(Map<K, V> map) throws IOException {
        for (Map.Entry<K, V> entry : map.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public void remove(K key) throws IOException {
        find(key);
        changes++;
        access().delete(entryRow.getSharedBuffer(), entryRow.length(), row().length());
    }

    @Override
    public boolean isEmpty() throws IOException {
        if (timeToLive() != null) {
            return !iterator().hasNext();
        }
        row().find();
        byte[] start = Arrays.copyOf(row().bytes(), row().length());
        try (RowCursor all = access().list(start, start)) {
            return !all.isValid();
        }
    }

    @Override
    void remove() throws IOException {
        row().find();
        byte[] start = Arrays.copyOf(row().bytes(), row().length());
        List<byte[]> rows = new ArrayList<>();
        try (RowCursor all = access().list(start, start)) {
            while (all.isValid()) {
                rows.add(all.key());
                all.next();
            }
        }
        changes++;
        for (byte[] entry : rows) {
            access().delete(entry, entry.length, start.length);
        }
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() throws IOException {
        return iterator(Function.identity());
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
        return () -> uncheckedIterator(Function.identity());
    }

    @Override
    public Iterable<K> keys() {
        return () -> uncheckedIterator(Map.Entry::getKey);
    }

    @Override
    public Iterable<V> values() {
        return () -> uncheckedIterator(Map.Entry::getValue);
    }

    private <T> Iterator<T> uncheckedIterator(Function<Map.Entry<K, V>, T> view) {
        try {
            return iterator(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> Iterator<T> iterator(Function<Map.Entry<K, V>, T> view) throws IOException {
        row().find();
        return new Entries<>(Arrays.copyOf(row().bytes(), row().length()), view);
    }

    /** Goes through the entries in the order of their bytes; those that are removed meanwhile are left out. */
    private final class Entries<T> extends MapEntries<K, V, T> {

        private final byte[] start;
        private final Deque<Row> rows = new ArrayDeque<>();
        private long changesBefore;
        // Null when all rows have been read.
        private byte[] from;

        Entries(byte[] start, Function<Map.Entry<K, V>, T> view) {
            super(view);
            this.start = start;
            this.from = start;
        }

        @Override
        protected Map.Entry<K, V> advance() throws IOException {
            Map.Entry<K, V> found = null;
            while (found == null && (!rows.isEmpty() || from != null)) {
                if (rows.isEmpty()) {
                    readRows();
                } else {
                    found = of(rows.removeFirst());
                }
            }
            return found;
        }

        private void readRows() throws IOException {
            try (RowCursor all = access().list(start, from)) {
                from = null;
                changesBefore = changes;
                while (all.isValid()) {
                    byte[] row = all.key();
                    if (rows.size() == CHUNK) {
                        from = row;
                        return;
                    }
                    rows.add(new Row(row, all.value()));
                    all.next();
                }
            }
        }

        private Map.Entry<K, V> of(Row row) throws IOException {
            in.setBuffer(row.key(), start.length, row.key().length - start.length);
            K key = keySerializer.deserialize(in);
            Found<V> found;
            if (changes == changesBefore) {
                in.setBuffer(row.value());
                found = read(key);
            } else {
                found = lookUp(key);
            }
            return found == null ? null : entry(key, found.value());
        }

        @Override
        protected void put(K key, V value) throws IOException {
            RocksMapState.this.put(key, value);
        }

        @Override
        protected void remove(K key) throws IOException {
            RocksMapState.this.remove(key);
        }
    }
}
