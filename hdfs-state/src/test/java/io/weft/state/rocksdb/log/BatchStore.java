package io.weft.state.rocksdb.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Rows by families, changed by batches as RocksDB would change its own. */
final class BatchStore implements RowStore {

    private final Map<Integer, TreeMap<byte[], byte[]>> families = new HashMap<>();
    private long changes;

    @Override
    public synchronized void write(byte[] batch) {
        ByteBuffer in = ByteBuffer.wrap(batch).order(ByteOrder.LITTLE_ENDIAN);
        in.position(8);
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            int tag = in.get();
            NavigableMap<byte[], byte[]> rows = rows(varInt(in));
            byte[] row = bytes(in);
            switch (tag) {
                case 4 -> rows.remove(row);
                case 5 -> rows.put(row, bytes(in));
                case 6 -> rows.merge(row, bytes(in), BatchStore::concatenated);
                default -> throw new IllegalArgumentException("tag " + tag);
            }
            changes++;
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes too many");
        }
    }

    private NavigableMap<byte[], byte[]> rows(int family) {
        return families.computeIfAbsent(family, unknown -> new TreeMap<>(Arrays::compareUnsigned));
    }

    synchronized byte[] get(int family, byte[] row) {
        return rows(family).get(row);
    }

    /** The rows that begin with a prefix. */
    synchronized NavigableMap<byte[], byte[]> list(int family, byte[] prefix) {
        NavigableMap<byte[], byte[]> listed = new TreeMap<>(Arrays::compareUnsigned);
        rows(family).forEach((row, value) -> {
            if (Arrays.mismatch(row, prefix) >= prefix.length) {
                listed.put(row, value);
            }
        });
        return listed;
    }

    /** All there is, in a form that can be compared. */
    synchronized Map<String, String> copy() {
        Map<String, String> copy = new HashMap<>();
        families.forEach((family, rows) -> rows.forEach(
                (row, value) -> copy.put(family + Arrays.toString(row), value.length + ":" + Arrays.hashCode(value))));
        return copy;
    }

    /** How many changes have come. */
    synchronized long changes() {
        return changes;
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[varInt(in)];
        in.get(bytes);
        return bytes;
    }

    private static int varInt(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        int part;
        do {
            part = in.get();
            value |= (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        return value;
    }

    static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
