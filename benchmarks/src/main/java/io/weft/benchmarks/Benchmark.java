package io.weft.benchmarks;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.MemorySize;
import io.weft.api.config.RocksDBOptions;
import io.weft.api.config.StateBackendOptions;
import io.weft.api.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.Locale;

/** Runs one workload, on the engine in this JVM or as a hand-written loop, and prints one line of JSON. */
public final class Benchmark {

    private static final MemorySize ROCKSDB_BUDGET = MemorySize.parse("1g");

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        long beforeStart = System.nanoTime();
        if (options.warmup() > 0) {
            Meter.reset();
            run(options, options.warmup());
        }
        double warmupSeconds = (System.nanoTime() - beforeStart) / 1e9;
        Meter.reset();
        long start = System.nanoTime();
        run(options, options.records());
        String extra = String.format(Locale.ROOT, ",\"warmup_s\":%.3f", warmupSeconds);
        System.out.println(
                Meter.json(options.handWritten() ? "plain" : "weft", options, start, System.nanoTime(), extra));
    }

    private static void run(Options options, long records) throws Exception {
        if (options.handWritten()) {
            HandWritten.run(options, records);
            return;
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings(options));
        env.setParallelism(options.parallelism());
        Jobs.define(options, env, records);
        env.execute(options.workload());
    }

    private static Configuration settings(Options options) {
        Configuration settings = new Configuration();
        settings.set(
                StateBackendOptions.STATE_BACKEND, options.backend().equals("heap") ? "hashmap" : options.backend());
        settings.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, ROCKSDB_BUDGET);
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        if (options.checkpointMs() > 0) {
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(options.checkpointMs()));
        }
        return settings;
    }
}
