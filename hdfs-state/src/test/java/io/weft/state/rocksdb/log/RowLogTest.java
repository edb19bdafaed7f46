package io.weft.state.rocksdb.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A log with a store behind it answers like a map, and the store holds at each cut what was written before. */
class RowLogTest {

    private static final int VALUES = 1;
    private static final int LISTS = 2;
    private static final int MAPS = 3;
    private static final int PREFIX = 4;

    /** The log, what it should say, and the snapshots under way. */
    private static final class Rows {
        final BatchStore store = new BatchStore();
        final BatchStore expected = new BatchStore();
        final LogMemory memory = new LogMemory(0);
        final RowLog log = new RowLog(memory, store);
        final ArrayDeque<Cut> cuts = new ArrayDeque<>();

        record Cut(LogCut<Map<String, String>> cut, Map<String, String> expected) {}

        void put(int family, byte[] row, byte[] value) throws IOException {
            log.put(family, row, row.length, family == MAPS ? PREFIX : 0, value, value.length);
            expected.write(batch(5, family, row, value));
        }

        void delete(int family, byte[] row) throws IOException {
            log.delete(family, row, row.length, family == MAPS ? PREFIX : 0);
            expected.write(batch(4, family, row, null));
        }

        void append(byte[] row, byte[] value) throws IOException {
            log.append(LISTS, row, row.length, value, value.length);
            expected.write(batch(6, LISTS, row, value));
        }

        byte[] get(int family, byte[] row) throws IOException {
            switch (log.locate(family, row, row.length)) {
                case NONE -> {
                    byte[] stored = store.get(family, row);
                    if (stored == null) {
                        log.cacheAbsent(family, row, row.length);
                    } else {
                        log.cache(family, row, row.length, stored, stored.length);
                    }
                    return stored;
                }
                case VALUE -> {
                    byte[] value = new byte[log.valueLength()];
                    log.readValue(value);
                    return value;
                }
                case APPENDED -> {
                    byte[][] value = {new byte[0]};
                    log.readParts(new RowLog.RowParts() {
                        @Override
                        public void beginWithStored() {
                            byte[] stored = store.get(family, row);
                            value[0] = stored == null ? new byte[0] : stored;
                        }

                        @Override
                        public void add(byte[] part) {
                            value[0] = BatchStore.concatenated(value[0], part);
                        }
                    });
                    return value[0];
                }
                default -> {
                    return null;
                }
            }
        }

        NavigableMap<byte[], byte[]> list(byte[] prefix) {
            NavigableMap<byte[], byte[]> changes = log.changes(MAPS, prefix, prefix.length);
            NavigableMap<byte[], byte[]> rows = store.list(MAPS, prefix);
            rows.putAll(changes);
            rows.values().removeIf(value -> value == null);
            return rows;
        }

        void cut() throws IOException {
            cuts.add(new Cut(log.cut(store::copy), expected.copy()));
        }
    }

    private static byte[] batch(int tag, int family, byte[] row, byte[] value) {
        ByteBuffer out = ByteBuffer.allocate(64 + row.length + (value == null ? 0 : value.length))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        out.position(8);
        out.putInt(1).put((byte) tag);
        for (byte[] bytes : new byte[][] {row, value}) {
            if (bytes == row) {
                out.put((byte) family);
            }
            if (bytes != null) {
                int left = bytes.length;
                for (; left >= 0x80; left >>>= 7) {
                    out.put((byte) (left | 0x80));
                }
                out.put((byte) left).put(bytes);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] row(Random random, int keys) {
        return ByteBuffer.allocate(7)
                .putInt(random.nextInt(keys))
                .put((byte) random.nextInt(3))
                .array();
    }

    private static byte[] value(Random random, int seldomLarge) {
        byte[] value = new byte[random.nextInt(seldomLarge) == 0 ? random.nextInt(400_000) : random.nextInt(40)];
        random.nextBytes(value);
        return value;
    }

    @Test
    void answersLikeAMapWhateverIsFlushedAndForgotten() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            int keys = 1 << (2 + random.nextInt(12));
            int seldomLarge = random.nextBoolean() ? 2_000 : 100_000;
            Rows rows = new Rows();
            for (int step = 0; step < 20_000; step++) {
                byte[] row = row(random, keys);
                int family = 1 + random.nextInt(3);
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> rows.put(family, row, value(random, seldomLarge));
                    case 3 -> rows.delete(family, row);
                    case 4 -> rows.append(row, value(random, seldomLarge));
                    case 5 -> {
                        byte[] prefix = Arrays.copyOf(row, PREFIX);
                        NavigableMap<byte[], byte[]> listed = rows.list(prefix);
                        NavigableMap<byte[], byte[]> expected = rows.expected.list(MAPS, prefix);
                        assertThat(listed.keySet()).as("seed %d", seed).containsExactlyElementsOf(expected.keySet());
                        expected.forEach(
                                (key, value) -> assertThat(listed.get(key)).isEqualTo(value));
                    }
                    default ->
                        assertThat(Arrays.equals(rows.get(family, row), rows.expected.get(family, row)))
                                .as("family %d in step %d with seed %d", family, step, seed)
                                .isTrue();
                }
                if (random.nextInt(4_000) == 0) {
                    rows.cut();
                }
                if (random.nextInt(8_000) == 0 && !rows.cuts.isEmpty()) {
                    Rows.Cut cut = random.nextBoolean() ? rows.cuts.removeFirst() : rows.cuts.removeLast();
                    assertThat(rows.log.reach(cut.cut())).as("seed %d", seed).isEqualTo(cut.expected());
                }
            }
            for (Rows.Cut cut : rows.cuts) {
                assertThat(rows.log.reach(cut.cut())).as("seed %d", seed).isEqualTo(cut.expected());
            }
            rows.log.flush();
            assertThat(rows.store.copy()).as("seed %d", seed).isEqualTo(rows.expected.copy());
            rows.log.close();
            assertThat(rows.memory.takenBytes()).isZero();
        }
    }

    @Test
    void anotherThreadCanComeToACutWhileRowsAreWritten() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            for (int seed = 0; seed < 2; seed++) {
                Random random = new Random(seed);
                Rows rows = new Rows();
                List<CompletableFuture<Void>> snapshots = new ArrayList<>();
                for (int step = 0; step < 60_000; step++) {
                    byte[] row = row(random, 5_000);
                    int family = 1 + random.nextInt(3);
                    switch (random.nextInt(5)) {
                        case 0, 1 -> rows.put(family, row, value(random, 5_000));
                        case 2 -> rows.delete(family, row);
                        case 3 -> rows.append(row, value(random, 5_000));
                        default -> assertThat(rows.get(family, row)).isEqualTo(rows.expected.get(family, row));
                    }
                    if (step % 10_000 == 0) {
                        rows.cut();
                        Rows.Cut cut = rows.cuts.removeFirst();
                        snapshots.add(CompletableFuture.runAsync(
                                () -> {
                                    try {
                                        assertThat(rows.log.reach(cut.cut())).isEqualTo(cut.expected());
                                    } catch (IOException e) {
                                        throw new java.io.UncheckedIOException(e);
                                    }
                                },
                                writer));
                    }
                }
                for (CompletableFuture<Void> snapshot : snapshots) {
                    snapshot.get();
                }
                rows.log.close();
            }
        } finally {
            writer.shutdown();
        }
    }

    @Test
    void aRowThatIsWrittenOftenReachesTheStoreOnce() throws Exception {
        Rows rows = new Rows();
        byte[] row = {0, 1, 2, 3, 4};
        for (int i = 0; i < 100_000; i++) {
            rows.put(VALUES, row, new byte[] {(byte) i});
        }
        rows.log.flush();
        assertThat(rows.store.changes()).isEqualTo(1);
    }

    @Test
    void aRowThatIsNeverStoredLeavesNothingBehind() throws Exception {
        Rows rows = new Rows();
        byte[] row = {0, 1, 2, 3, 4};
        assertThat(rows.get(MAPS, row)).isNull();
        rows.put(MAPS, row, new byte[] {7});
        rows.delete(MAPS, row);
        rows.log.flush();
        assertThat(rows.store.changes()).isZero();
    }

    @Test
    void aCutThatIsGivenUpIsNeverMade() throws Exception {
        Rows rows = new Rows();
        LogCut<Object> cut = rows.log.cut(() -> {
            throw new AssertionError("made");
        });
        assertThat(rows.log.cancel(cut)).isTrue();
        rows.put(VALUES, new byte[] {1}, new byte[] {2});
        rows.log.flush();
        assertThat(rows.log.cancel(cut)).isFalse();
    }

    @Test
    void aFailureIsForWhoAskedForTheCut() throws Exception {
        Rows rows = new Rows();
        LogCut<Object> cut = rows.log.cut(() -> {
            throw new IOException("no space left");
        });
        rows.log.flush();
        assertThatThrownBy(() -> rows.log.reach(cut))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
    }

    @Test
    void staysWithinItsShareOfTheMemory() throws Exception {
        LogMemory memory = new LogMemory(32L << 20);
        RowLog first = new RowLog(memory, new BatchStore());
        RowLog second = new RowLog(memory, new BatchStore());
        Random random = new Random(1);
        fill(first, random);
        assertThat(memory.takenBytes()).isBetween(30L << 20, 32L << 20);
        fill(second, random);
        fill(first, random);
        assertThat(memory.takenBytes()).isLessThanOrEqualTo(32L << 20);
        first.close();
        second.close();
        assertThat(memory.takenBytes()).isZero();
    }

    private static void fill(RowLog log, Random random) throws IOException {
        byte[] value = new byte[100];
        for (int i = 0; i < 400_000; i++) {
            byte[] row = ByteBuffer.allocate(8).putLong(random.nextLong()).array();
            log.put(VALUES, row, row.length, 0, value, value.length);
        }
    }
}
