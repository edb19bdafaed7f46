package io.weft.benchmarks;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.runtime.hot.ClassCopies;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateSetup;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.snapshot.CheckpointFile;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateSource;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Measures a checkpoint of heap state beside a plain copy of as many bytes to the same directory, and prints a line of JSON a round: how long each
 * takes to be written and to be read, how long the task's own part is, and the longest access to state while nothing, and while the checkpoint is
 * written. Arguments: a directory as a URI, the number of keys (4 million: about 1 GB), the number of rounds.
 */
public final class SnapshotBenchmark {

    private static final int MAX_PARALLELISM = 128;
    private static final int VALUE_BYTES = 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path directory;
    private final int keys;

    private SnapshotBenchmark(Path directory, int keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /** @param args directory, number of keys, number of rounds */
    public static void main(String[] args) throws Exception {
        Path parent = new Path(args[0]);
        int keys = args.length > 1 ? Integer.parseInt(args[1]) : 4_000_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Path directory = new Path(parent, "snapshot-benchmark-" + UUID.randomUUID());
        FileSystem files = directory.getFileSystem();
        try {
            new SnapshotBenchmark(directory, keys).run(rounds);
        } finally {
            files.delete(directory, true);
        }
    }

    private void run(int rounds) throws Exception {
        KeyedStateBackend backend = open(List.of());
        ValueState<byte[]> state = state(backend);
        Random random = new Random(1);
        for (long key = 0; key < keys; key++) {
            byte[] value = new byte[VALUE_BYTES];
            random.nextBytes(value);
            backend.setCurrentKey(key);
            state.update(value);
        }
        Accesses accesses = new Accesses(backend, state);
        accesses.run(5_000_000);
        for (int round = 1; round <= rounds; round++) {
            round(round, accesses);
        }
        backend.close();
    }

    private void round(int round, Accesses accesses) throws Exception {
        CheckpointFile file = new CheckpointFile(new Path(directory, "chk-" + round), 20 * 1024);
        Stall before = accesses.run(5_000_000);
        Write checkpoint = new Write(accesses.backend, file, round);
        Thread writer = new Thread(checkpoint, "writer");
        writer.start();
        writer.join();
        Write disturbed =
                new Write(accesses.backend, new CheckpointFile(new Path(directory, "chk-d" + round), 20 * 1024), round);
        Thread second = new Thread(disturbed, "writer");
        second.start();
        Stall during = accesses.whileAlive(second);
        long bytes = ((KeyedSnapshot.Canonical) checkpoint.written).bytes().length();
        double copied = plainWrite(bytes);
        double read = plainRead();
        long start = System.nanoTime();
        KeyedStateBackend restored = open(List.of(checkpoint.written));
        state(restored);
        double restore = (System.nanoTime() - start) / 1e9;
        restored.close();
        System.out.printf(
                "{\"keys\": %d, \"megabytes\": %.0f, \"checkpoint_s\": %.2f, \"copy_s\": %.2f, \"restore_s\": %.2f, \"read_s\": %.2f,"
                        + " \"checkpoint_cpu_s\": %.2f, \"synchronous_ms\": %.2f,"
                        + " \"stall_ms\": %.1f, \"stall_cpu_ms\": %.1f, \"gc_ms\": %d,"
                        + " \"stall_without_ms\": %.1f, \"stall_without_cpu_ms\": %.1f, \"gc_without_ms\": %d}%n",
                keys,
                bytes / 1e6,
                checkpoint.seconds,
                copied,
                restore,
                read,
                checkpoint.cpuSeconds,
                checkpoint.synchronousMs,
                during.wallMs,
                during.cpuMs,
                during.gcMs,
                before.wallMs,
                before.cpuMs,
                before.gcMs);
        directory.getFileSystem().delete(directory, true);
    }

    private double plainWrite(long bytes) throws Exception {
        byte[] block = new byte[1024 * 1024];
        new Random(2).nextBytes(block);
        Path path = new Path(directory, "copy");
        long start = System.nanoTime();
        try (FSDataOutputStream out = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            for (long left = bytes; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            out.sync();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double plainRead() throws Exception {
        byte[] block = new byte[1024 * 1024];
        Path path = new Path(directory, "copy");
        long start = System.nanoTime();
        try (FSDataInputStream in = path.getFileSystem().open(path)) {
            while (in.readNBytes(block, 0, block.length) > 0) {
                // Read is all that is measured.
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static KeyedStateBackend open(List<KeyedSnapshot> restored) throws Exception {
        ClassCopies copies = new ClassCopies();
        return HeapKeyedStateBackend.open(new KeyedStateSetup(
                "Benchmark",
                LongSerializer.INSTANCE,
                MAX_PARALLELISM,
                new KeyGroupRange(0, MAX_PARALLELISM - 1),
                restored,
                StateSource.files(),
                SnapshotBenchmark.class.getClassLoader(),
                () -> 0,
                java.nio.file.Path.of("."),
                new HotCopies(copies)));
    }

    private static ValueState<byte[]> state(KeyedStateBackend backend) throws Exception {
        ValueStateDescriptor<byte[]> descriptor = new ValueStateDescriptor<>("v", byte[].class);
        descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
        return backend.state(descriptor);
    }

    private record Stall(double wallMs, double cpuMs, long gcMs) {}

    /** What a task does with state, for ever. */
    private final class Accesses {
        private final KeyedStateBackend backend;
        private final ValueState<byte[]> state;
        private long next;

        Accesses(KeyedStateBackend backend, ValueState<byte[]> state) {
            this.backend = backend;
            this.state = state;
        }

        Stall run(int count) throws Exception {
            return longest(count, null);
        }

        Stall whileAlive(Thread thread) throws Exception {
            return longest(0, thread);
        }

        /** The longest of each 16 accesses, with a snapshot's own part among them. */
        private Stall longest(int count, Thread thread) throws Exception {
            long gc = gcMs();
            long wall = 0;
            long cpu = 0;
            for (int i = 0; i < count || (thread != null && thread.isAlive()); i += 16) {
                long wallStart = System.nanoTime();
                long cpuStart = THREADS.getCurrentThreadCpuTime();
                for (int access = 0; access < 16; access++) {
                    backend.setCurrentKey(((next++ * 0x9E3779B97F4A7C15L) >>> 20) % keys);
                    byte[] value = state.value();
                    value[0]++;
                    state.update(value);
                }
                cpu = Math.max(cpu, THREADS.getCurrentThreadCpuTime() - cpuStart);
                wall = Math.max(wall, System.nanoTime() - wallStart);
            }
            return new Stall(wall / 1e6, cpu / 1e6, gcMs() - gc);
        }

        private long gcMs() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
        }
    }

    /** Takes a snapshot when it is made, and writes it. */
    private static final class Write implements Runnable {
        private final SnapshotWork<KeyedSnapshot> work;
        private final CheckpointFile file;
        private final double synchronousMs;
        private KeyedSnapshot written;
        private double seconds;
        private double cpuSeconds;

        Write(KeyedStateBackend backend, CheckpointFile file, int id) throws Exception {
            this.file = file;
            long start = System.nanoTime();
            work = backend.snapshot(new CheckpointOrder(id, 0, CheckpointKind.CHECKPOINT, "unused"));
            synchronousMs = (System.nanoTime() - start) / 1e6;
        }

        @Override
        public void run() {
            try {
                long start = System.nanoTime();
                long cpu = THREADS.getCurrentThreadCpuTime();
                written = work.write(file);
                file.close();
                seconds = (System.nanoTime() - start) / 1e9;
                cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
            } catch (Exception e) {
                throw new IllegalStateException("The snapshot can't be written", e);
            }
        }
    }
}
