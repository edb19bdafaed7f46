package io.weft.benchmarks;

import io.weft.api.datastream.StreamExecutionEnvironment;
import java.util.Locale;

/** Runs one workload, on the engine in this JVM or as a hand-written loop, and prints one line of JSON. */
public final class Benchmark {

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
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(options.parallelism());
        Jobs.define(options, env, records);
        env.execute(options.workload());
    }
}
