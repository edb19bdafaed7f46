package io.weft.benchmarks;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.TypeInformation;
import io.weft.benchmarks.Records.KV;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.runtime.hot.ClassCopies;
import io.weft.state.FoldingState;
import io.weft.state.HotClasses;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateSetup;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.snapshot.CheckpointFile;
import io.weft.state.snapshot.SnapshotWork;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures keyed state on the heap by itself and prints JSON: nanoseconds an access beside {@link HashMap}, the longest stall that a snapshot
 * causes, and how fast it is written. Times are the thread's own on the CPU, so that other load and the collector count little. An argument says how many keys the snapshot has, 4 million unless given, about 1 GB of heap.
 */
public final class StateBenchmark {

    private static final int MAX_PARALLELISM = 128;
    private static final int ROUNDS = 5;
    private static final int ACCESSES = 5_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private StateBenchmark() {}

    private record Copies(ClassCopies copies) implements HotClasses {
        @Override
        public <T> T create(String place, Class<T> heldAs, Class<? extends T> original, Object... arguments) {
            return copies.at(place).create(heldAs, original, arguments);
        }
    }

    /** @param args perhaps the number of keys */
    public static void main(String[] args) throws Exception {
        for (int keys : new int[] {100_000, 1_000_000}) {
            System.out.printf(
                    "{\"keys\": %d, \"hashMapNs\": %.1f, \"valueNs\": %.1f, \"hashMapFoldNs\": %.1f, \"foldNs\": %.1f}%n",
                    keys, hashMap(keys), value(keys), hashMapFold(keys), fold(keys));
        }
        snapshot(args.length > 0 ? Integer.parseInt(args[0]) : 4_000_000);
    }

    /** The keys in an order that caches can't guess. */
    private static long key(int access, int keys) {
        return ((access * 0x9E3779B97F4A7C15L) >>> 20) % keys;
    }

    private static KeyedStateBackend open() throws Exception {
        return HeapKeyedStateBackend.open(new KeyedStateSetup(
                "Benchmark",
                LongSerializer.INSTANCE,
                MAX_PARALLELISM,
                new KeyGroupRange(0, MAX_PARALLELISM - 1),
                List.of(),
                StateBenchmark.class.getClassLoader(),
                () -> 0,
                Path.of("."),
                new Copies(new ClassCopies())));
    }

    private static TypeSerializer<KV> records() {
        return TypeInformation.of(KV.class).createSerializer(new ExecutionConfig());
    }

    @FunctionalInterface
    private interface Access {
        void with(long key) throws Exception;
    }

    /** The best of some rounds, in nanoseconds an access. */
    private static double best(int keys, Access access) throws Exception {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpuNanos();
            for (int i = 0; i < ACCESSES; i++) {
                access.with(key(i, keys));
            }
            best = Math.min(best, (double) (cpuNanos() - start) / ACCESSES);
        }
        return best;
    }

    private static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double hashMap(int keys) throws Exception {
        Map<Long, Long> map = new HashMap<>();
        return best(keys, key -> {
            Long boxed = key;
            Long before = map.get(boxed);
            map.put(boxed, before == null ? 1 : before + 1);
        });
    }

    private static double value(int keys) throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> state = backend.state(new ValueStateDescriptor<>("v", LongSerializer.INSTANCE));
        return best(keys, key -> {
            backend.setCurrentKey(key);
            Long before = state.value();
            state.update(before == null ? 1 : before + 1);
        });
    }

    private static KV sum(KV first, KV second) {
        return new KV(first.key, first.value + second.value, second.ts);
    }

    private static double hashMapFold(int keys) throws Exception {
        Map<Long, KV> map = new HashMap<>();
        return best(keys, key -> {
            KV record = new KV((int) key, 1, key);
            KV before = map.get(key);
            map.put(key, before == null ? record : sum(before, record));
        });
    }

    private static double fold(int keys) throws Exception {
        KeyedStateBackend backend = open();
        FoldingState<KV> state =
                (FoldingState<KV>) backend.state(new ReducingStateDescriptor<>("r", StateBenchmark::sum, records()));
        return best(keys, key -> {
            backend.setCurrentKey(key);
            state.addAndGet(new KV((int) key, 1, key));
        });
    }

    private static void snapshot(int keys) throws Exception {
        KeyedStateBackend backend = open();
        ValueStateDescriptor<byte[]> descriptor = new ValueStateDescriptor<>("v", byte[].class);
        descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
        ValueState<byte[]> state = backend.state(descriptor);
        for (long key = 0; key < keys; key++) {
            backend.setCurrentKey(key);
            state.update(new byte[200]);
        }
        Path directory = Files.createTempDirectory("state-benchmark");
        CheckpointFile file = new CheckpointFile(
                new io.weft.api.fs.Path(directory.resolve("state").toUri()),
                new io.weft.api.fs.Path(directory.resolve("shared").toUri()),
                20 * 1024);
        double before = longestStall(backend, state, keys, () -> false);
        long start = cpuNanos();
        SnapshotWork<KeyedSnapshot> work =
                backend.snapshot(new CheckpointOrder(1, 0, CheckpointKind.CHECKPOINT, directory.toString()));
        double synchronousMs = (cpuNanos() - start) / 1e6;
        AtomicReference<KeyedSnapshot> written = new AtomicReference<>();
        AtomicLong writerNanos = new AtomicLong();
        Thread writer = new Thread(() -> write(work, file, written, writerNanos), "writer");
        writer.start();
        double during = longestStall(backend, state, keys, writer::isAlive);
        writer.join();
        double seconds = writerNanos.get() / 1e9;
        StateHandle bytes = ((KeyedSnapshot.Canonical) written.get()).bytes();
        System.out.printf(
                "{\"keys\": %d, \"megabytes\": %.0f, \"synchronousMs\": %.2f, \"longestStallBesideMs\": %.2f,"
                        + " \"longestStallWithoutMs\": %.2f, \"megabytesPerSecond\": %.0f}%n",
                keys, bytes.length() / 1e6, synchronousMs, during, before, bytes.length() / 1e6 / seconds);
        file.discard();
        Files.delete(directory);
    }

    private static void write(
            SnapshotWork<KeyedSnapshot> work,
            CheckpointFile file,
            AtomicReference<KeyedSnapshot> written,
            AtomicLong writerNanos) {
        try {
            long start = cpuNanos();
            written.set(work.write(file));
            file.close();
            writerNanos.set(cpuNanos() - start);
        } catch (Exception e) {
            throw new IllegalStateException("The snapshot can't be written", e);
        }
    }

    @FunctionalInterface
    private interface Running {
        boolean goesOn();
    }

    /** The longest access of at least 2 million, in ms. */
    private static double longestStall(KeyedStateBackend backend, ValueState<byte[]> state, int keys, Running running)
            throws Exception {
        long longest = 0;
        for (int i = 0; i < 2_000_000 || running.goesOn(); i++) {
            long start = cpuNanos();
            backend.setCurrentKey(key(i, keys));
            byte[] value = state.value();
            value[0]++;
            state.update(value);
            longest = Math.max(longest, cpuNanos() - start);
        }
        return longest / 1e6;
    }
}
