package io.weft.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot.BackendFile;
import io.weft.model.checkpoint.StateHandle;
import io.weft.state.BackendFixture;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateSetup;
import io.weft.state.SharedClasses;
import io.weft.state.TimerQueue;
import io.weft.state.snapshot.CheckpointFile;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints in RocksDB's own files: what they refer to, and restoring from them with the same range and with others. */
class RocksFilesTest {

    private static final int KEYS = 2000;

    @RegisterExtension
    private static final RocksFixture ROCKS = new RocksFixture();

    @TempDir
    private Path stored;

    @AfterEach
    void nothingIsLeft() throws Exception {
        try (Stream<Path> left = Files.list(ROCKS.directory())) {
            assertThat(left).as("directories that closed databases left behind").isEmpty();
        }
    }

    /** A subtask: state of each way of keeping it, with values that compress badly, so that tables are not small. */
    private static final class Subtask implements AutoCloseable {
        final KeyedStateBackend backend;
        final ValueState<String> values;
        final ListState<Long> lists;
        final MapState<Long, Long> maps;
        final TimerQueue<Long> timers;

        Subtask(KeyedStateBackend backend) throws Exception {
            this.backend = backend;
            values = backend.state(new ValueStateDescriptor<>("values", StringSerializer.INSTANCE));
            lists = backend.state(new ListStateDescriptor<>("lists", LongSerializer.INSTANCE));
            maps = backend.state(new MapStateDescriptor<>("maps", LongSerializer.INSTANCE, LongSerializer.INSTANCE));
            timers = backend.timers("timers", LongSerializer.INSTANCE);
        }

        void write(long key, int version) throws Exception {
            backend.setCurrentKey(key);
            values.update(value(key, version));
            lists.add(key);
            maps.put(key, (long) version);
            timers.add(7L, key);
        }

        @Override
        public void close() throws java.io.IOException {
            backend.close();
        }
    }

    private static String value(long key, int version) {
        Random random = new Random(key * 31 + version);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        return text.toString();
    }

    private Subtask open(int subtask, int parallelism, List<KeyedSnapshot> restored) throws Exception {
        return open(subtask, parallelism, restored, StateSource.files(), true);
    }

    private Subtask open(
            int subtask, int parallelism, List<KeyedSnapshot> restored, StateSource source, boolean incremental)
            throws Exception {
        return new Subtask(ROCKS.open(
                new KeyedStateSetup(
                        "Operator",
                        LongSerializer.INSTANCE,
                        BackendFixture.MAX_PARALLELISM,
                        KeyGroupRange.of(subtask, parallelism, BackendFixture.MAX_PARALLELISM),
                        restored,
                        source,
                        RocksFilesTest.class.getClassLoader(),
                        () -> 0,
                        ROCKS.directory(),
                        new SharedClasses()),
                incremental));
    }

    private KeyedSnapshot.Files checkpoint(Subtask subtask, long id) throws Exception {
        return (KeyedSnapshot.Files) write(subtask.backend.snapshot(order(id)), id);
    }

    private KeyedSnapshot write(SnapshotWork<KeyedSnapshot> work, long id) throws Exception {
        CheckpointFile file = file(stored, id);
        KeyedSnapshot snapshot = work.write(file);
        file.close();
        return snapshot;
    }

    private static CheckpointFile file(Path job, long checkpoint) {
        return new CheckpointFile(path(job.resolve("chk-" + checkpoint).resolve("file")), 1024);
    }

    private static io.weft.api.fs.Path path(Path file) {
        return new io.weft.api.fs.Path(file.toUri().toString());
    }

    private static CheckpointOrder order(long id) {
        return new CheckpointOrder(id, 0, CheckpointKind.CHECKPOINT, "");
    }

    /** The files that are not one checkpoint's alone. */
    private static Set<String> shared(KeyedSnapshot.Files snapshot) {
        Set<String> files = new HashSet<>();
        for (BackendFile file : snapshot.files()) {
            if (file.bytes() instanceof StateHandle.Stored some && !some.file().endsWith("/file")) {
                files.add(some.file());
            }
        }
        return files;
    }

    private Set<String> uploaded() throws Exception {
        try (Stream<Path> files = Files.walk(stored)) {
            return new HashSet<>(files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(file -> !file.endsWith("/file"))
                    .toList());
        }
    }

    @Test
    void uploadsOnlyWhatNoCompleteCheckpointHas() throws Exception {
        try (Subtask subtask = open(0, 1, List.of())) {
            for (long key = 0; key < KEYS; key++) {
                subtask.write(key, 0);
            }
            KeyedSnapshot.Files first = checkpoint(subtask, 1);
            int files = uploaded().size();
            assertThat(files).isPositive();

            KeyedSnapshot.Files beforeCompletion = checkpoint(subtask, 2);
            assertThat(shared(beforeCompletion)).doesNotContainAnyElementsOf(shared(first));
            subtask.backend.checkpointAborted(2);

            subtask.backend.checkpointCompleted(1);
            int before = uploaded().size();
            KeyedSnapshot.Files unchanged = checkpoint(subtask, 3);
            assertThat(uploaded()).hasSize(before);
            assertThat(shared(unchanged)).isEqualTo(shared(first));

            for (long key = 0; key < KEYS; key++) {
                subtask.write(key, 1);
            }
            subtask.backend.checkpointCompleted(3);
            KeyedSnapshot.Files changed = checkpoint(subtask, 4);
            assertThat(shared(changed)).hasSizeGreaterThan(shared(first).size());
            assertThat(shared(changed)).containsAll(shared(first));
        }
    }

    @Test
    void goesOnFromTheFilesItWasRestoredFromIfTheyAreTheJobsOwn() throws Exception {
        KeyedSnapshot.Files first;
        try (Subtask subtask = open(0, 1, List.of())) {
            for (long key = 0; key < KEYS; key++) {
                subtask.write(key, 0);
            }
            first = checkpoint(subtask, 1);
        }
        try (Subtask subtask = open(0, 1, List.of(first))) {
            int before = uploaded().size();
            assertThat(shared(checkpoint(subtask, 2))).isEqualTo(shared(first));
            assertThat(uploaded()).hasSize(before);
        }
        try (Subtask subtask = open(0, 1, List.of(first))) {
            SnapshotWork<KeyedSnapshot> work = subtask.backend.snapshot(order(2));
            CheckpointFile elsewhere = file(stored.resolve("other"), 2);
            KeyedSnapshot.Files ofAnotherJob = (KeyedSnapshot.Files) work.write(elsewhere);
            elsewhere.close();
            assertThat(shared(ofAnotherJob)).doesNotContainAnyElementsOf(shared(first));
        }
    }

    @Test
    void sharesNothingUnlessCheckpointsAreIncremental() throws Exception {
        try (Subtask subtask = open(0, 1, List.of(), StateSource.files(), false)) {
            for (long key = 0; key < KEYS; key++) {
                subtask.write(key, 0);
            }
            assertThat(shared(checkpoint(subtask, 1))).isEmpty();
        }
    }

    @Test
    void writesNoRowAgainWhenItIsRestoredAtAnotherParallelism() throws Exception {
        int[][] changes = {{1, 1}, {1, 3}, {3, 1}, {3, 2}};
        long id = 0;
        for (int[] change : changes) {
            List<KeyedSnapshot> pieces = new ArrayList<>();
            for (int before = 0; before < change[0]; before++) {
                try (Subtask subtask = open(before, change[0], List.of())) {
                    for (long key = 0; key < KEYS / 4; key++) {
                        if (BackendFixture.subtask(key, change[0]) == before) {
                            subtask.write(key, 0);
                        }
                    }
                    pieces.add(checkpoint(subtask, ++id));
                }
            }
            int timers = 0;
            for (int after = 0; after < change[1]; after++) {
                try (Subtask subtask = open(after, change[1], pieces)) {
                    assertThat(bytesInMemory(subtask))
                            .as("rows that were written again from %d to %d", change[0], change[1])
                            .isLessThan(20_000);
                    List<Long> keys = new ArrayList<>();
                    subtask.backend.forEachKey(
                            new ValueStateDescriptor<>("values", StringSerializer.INSTANCE),
                            (key, state) -> keys.add((Long) key));
                    for (long key = 0; key < KEYS / 4; key++) {
                        boolean mine = BackendFixture.subtask(key, change[1]) == after;
                        assertThat(keys.contains(key)).isEqualTo(mine);
                        if (mine) {
                            subtask.backend.setCurrentKey(key);
                            assertThat(subtask.values.value()).isEqualTo(value(key, 0));
                            assertThat(subtask.lists.get()).containsExactly(key);
                            assertThat(subtask.maps.get(key)).isZero();
                        }
                    }
                    long last = -1;
                    for (TimerQueue.Timer<Long> timer = subtask.timers.poll();
                            timer != null;
                            timer = subtask.timers.poll()) {
                        assertThat(timer.time()).isGreaterThan(last).isEqualTo(timer.key());
                        last = timer.time();
                        timers++;
                    }
                }
            }
            assertThat(timers).as("timers from %d to %d", change[0], change[1]).isEqualTo(KEYS / 4);
        }
    }

    /** What has been written row by row; files that are taken as they are don't pass there. */
    private static long bytesInMemory(Subtask subtask) throws Exception {
        Map<String, Long> figures =
                ((RocksKeyedStateBackend) subtask.backend).metrics().read();
        assertThat(figures.get("rocksdb.estimate-num-keys")).isPositive();
        return figures.get("rocksdb.cur-size-all-mem-tables");
    }

    @Test
    void aFewChangesMakeAFewBytes() throws Exception {
        try (Subtask subtask = open(0, 1, List.of())) {
            for (long key = 0; key < KEYS; key++) {
                subtask.write(key, 0);
            }
            checkpoint(subtask, 1);
            subtask.backend.checkpointCompleted(1);
            long all = bytesStored();
            for (long key = 0; key < KEYS / 100; key++) {
                subtask.write(key, 1);
            }
            checkpoint(subtask, 2);
            // Most of it are small tables, which are written anew each time.
            assertThat(bytesStored() - all).isPositive().isLessThan(all / 4);
        }
    }

    private long bytesStored() throws Exception {
        try (Stream<Path> files = Files.walk(stored)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void namesAFileThatIsDamagedOrMissing() throws Exception {
        KeyedSnapshot.Files snapshot;
        try (Subtask subtask = open(0, 1, List.of())) {
            for (long key = 0; key < KEYS; key++) {
                subtask.write(key, 0);
            }
            snapshot = checkpoint(subtask, 1);
        }
        String file = shared(snapshot).iterator().next();
        Path path = Path.of(java.net.URI.create(file).getPath());
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> open(0, 1, List.of(snapshot)))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("damaged");
        Files.delete(path);
        assertThatThrownBy(() -> open(0, 1, List.of(snapshot)))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("missing");
    }

    @Test
    void readsASavepointOnce() throws Exception {
        KeyedSnapshot.Canonical savepoint;
        try (Subtask subtask = open(0, 1, List.of())) {
            for (long key = 0; key < KEYS; key++) {
                subtask.write(key, 0);
            }
            savepoint = (KeyedSnapshot.Canonical) write(subtask.backend.snapshot(BackendFixture.order(1)), 1);
        }
        StateSource source = StateSource.files();
        open(0, 1, List.of(savepoint), source, true).close();
        assertThat(source.remoteBytes()).isEqualTo(savepoint.bytes().length());
    }

    @Test
    void snapshotsOutliveTheBackend() throws Exception {
        Subtask subtask = open(0, 1, List.of());
        subtask.write(1, 0);
        SnapshotWork<KeyedSnapshot> work = subtask.backend.snapshot(order(1));
        SnapshotWork<KeyedSnapshot> savepoint = subtask.backend.snapshot(BackendFixture.order(2));
        subtask.close();
        KeyedSnapshot written = write(work, 1);
        KeyedSnapshot canonical = write(savepoint, 2);
        for (KeyedSnapshot snapshot : List.of(written, canonical)) {
            try (Subtask restored = open(0, 1, List.of(snapshot))) {
                restored.backend.setCurrentKey(1L);
                assertThat(restored.values.value()).isEqualTo(value(1, 0));
            }
        }
    }
}
