package io.weft.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** What one run leaves behind. Static, because sources and sinks are made by the engine: one run at a time in a JVM. */
final class Meter {

    private static final AtomicLong FIRST_NANOS = new AtomicLong();
    private static final AtomicLong LAST_NANOS = new AtomicLong();
    private static final AtomicLong RECORDS_OUT = new AtomicLong();
    private static final AtomicLong CHECKSUM = new AtomicLong();

    /** Completed, as its function's subtasks were told. */
    private static final AtomicLong CHECKPOINTS = new AtomicLong();

    private static long gcMsBefore;
    private static long gcCountBefore;
    private static long cpuNanosBefore;
    private static double machineSecondsBefore;

    private Meter() {}

    static void reset() {
        FIRST_NANOS.set(0);
        LAST_NANOS.set(0);
        RECORDS_OUT.set(0);
        CHECKSUM.set(0);
        CHECKPOINTS.set(0);
        System.gc();
        gcMsBefore = gc(GarbageCollectorMXBean::getCollectionTime);
        gcCountBefore = gc(GarbageCollectorMXBean::getCollectionCount);
        cpuNanosBefore = cpuNanos();
        machineSecondsBefore = machineBusySeconds();
    }

    /** The first record of any source is being made. */
    static void first() {
        FIRST_NANOS.compareAndSet(0, System.nanoTime());
    }

    /** A sink has seen its last record. */
    static void last() {
        LAST_NANOS.accumulateAndGet(System.nanoTime(), Math::max);
    }

    static void output(long records, long sum) {
        RECORDS_OUT.addAndGet(records);
        CHECKSUM.addAndGet(sum);
    }

    static void checkpoint() {
        CHECKPOINTS.incrementAndGet();
    }

    /** One line with the field names that the peer engine's harness prints too. */
    static String json(String engine, Options options, long startNanos, long endNanos, String extra) {
        double cpuSeconds = (cpuNanos() - cpuNanosBefore) / 1e9;
        double seconds = (endNanos - FIRST_NANOS.get()) / 1e9;
        double toLastOutput = LAST_NANOS.get() == 0 ? seconds : (LAST_NANOS.get() - FIRST_NANOS.get()) / 1e9;
        return String.format(
                Locale.ROOT,
                "{\"engine\":\"%s\",\"workload\":\"%s\",\"records\":%d,\"parallelism\":%d,\"backend\":\"%s\","
                        + "\"checkpoint_ms\":%d,\"object_reuse\":false,\"seconds\":%.3f,\"seconds_to_last_output\":%.3f,"
                        + "\"total_seconds\":%.3f,\"records_per_s\":%.0f,\"records_per_cpu_s\":%.0f,\"cpu_s\":%.2f,"
                        + "\"others_cpu_s\":%.2f,\"out\":%d,\"checksum\":%d,\"gc_ms\":%d,\"gc_count\":%d,\"checkpoints\":%d%s}",
                engine,
                options.workload(),
                options.records(),
                options.parallelism(),
                options.backend(),
                options.checkpointMs(),
                seconds,
                toLastOutput,
                (endNanos - startNanos) / 1e9,
                options.records() / seconds,
                options.records() / cpuSeconds,
                cpuSeconds,
                Math.max(0, machineBusySeconds() - machineSecondsBefore - cpuSeconds),
                RECORDS_OUT.get(),
                CHECKSUM.get(),
                gc(GarbageCollectorMXBean::getCollectionTime) - gcMsBefore,
                gc(GarbageCollectorMXBean::getCollectionCount) - gcCountBefore,
                CHECKPOINTS.get(),
                extra);
    }

    private static long gc(ToLongFunction<GarbageCollectorMXBean> figure) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(figure)
                .sum();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** CPU seconds for which the whole machine has been busy, 0 where that is not known: what of it is not ours is noise. */
    private static double machineBusySeconds() {
        try {
            String[] ticks =
                    Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split("\\s+", -1);
            long busy = 0;
            for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
                busy += Long.parseLong(ticks[field]);
            }
            return busy / 100.0;
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
