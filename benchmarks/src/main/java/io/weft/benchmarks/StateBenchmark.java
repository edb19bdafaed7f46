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
import io.weft.runtime.hot.ClassCopies;
import io.weft.state.FoldingState;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateSetup;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.snapshot.StateSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** @param args none */
    public static void main(String[] args) throws Exception {
        for (int keys : new int[] {100_000, 1_000_000}) {
            System.out.printf(
                    "{\"keys\": %d, \"hashMapNs\": %.1f, \"valueNs\": %.1f, \"hashMapFoldNs\": %.1f, \"foldNs\": %.1f}%n",
                    keys, hashMap(keys), value(keys), hashMapFold(keys), fold(keys));
        }
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
                StateSource.files(),
                StateBenchmark.class.getClassLoader(),
                () -> 0,
                Path.of("."),
                new HotCopies(new ClassCopies())));
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
}
