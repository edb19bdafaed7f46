package io.weft.benchmarks;

import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.SingleOutputStreamOperator;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.Collector;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.WriterInitContext;
import io.weft.api.source.lib.DataGeneratorSource;
import io.weft.api.source.lib.GeneratorFunction;
import io.weft.api.types.TypeInformation;
import io.weft.benchmarks.Generators.Generator;
import io.weft.benchmarks.Generators.ToLong;
import io.weft.benchmarks.Records.KV;
import io.weft.benchmarks.Records.Rec;
import io.weft.benchmarks.Records.WordCount;

/** The workloads in the DataStream API alone. */
final class Jobs {

    static final int STATE_KEYS = 1_000_000;

    private Jobs() {}

    static void define(Options options, StreamExecutionEnvironment env, long records) {
        long seed = options.seed();
        switch (options.workload()) {
            case "forward-map" ->
                sum(
                        source(env, Generators.recs(seed), records, Rec.class)
                                .map(rec -> {
                                    rec.a *= 1.08;
                                    return rec;
                                })
                                .returns(Rec.class)
                                .filter(rec -> (rec.id & 7) != 0)
                                .map(rec -> new KV(rec.key, (long) rec.a, rec.ts))
                                .returns(KV.class),
                        kv -> kv.value);
            case "shuffle" ->
                sum(
                        source(env, Generators.recs(seed), records, Rec.class)
                                .rebalance()
                                .map(rec -> new KV(rec.key, (long) rec.a, rec.ts))
                                .returns(KV.class),
                        kv -> kv.value);
            case "keyed-sum" ->
                sum(
                        source(env, Generators.keyed(seed, 100_000), records, KV.class)
                                .keyBy(kv -> kv.key)
                                .reduce((a, b) -> new KV(a.key, a.value + b.value, b.ts)),
                        kv -> kv.value);
            case "wordcount" ->
                sum(
                        source(env, Generators.sentences(seed), records, String.class)
                                .flatMap(Jobs::split)
                                .returns(WordCount.class)
                                .keyBy(count -> count.word)
                                .reduce((a, b) -> new WordCount(a.word, a.count + b.count)),
                        count -> count.count);
            case "valuestate" ->
                sum(
                        source(env, Generators.keyed(seed, STATE_KEYS), records, KV.class)
                                .keyBy(kv -> kv.key)
                                .process(new Counter())
                                .returns(KV.class),
                        kv -> kv.value);
            default -> throw new IllegalArgumentException("No such workload: " + options.workload());
        }
    }

    private static void split(String sentence, Collector<WordCount> out) {
        int from = 0;
        int space;
        while ((space = sentence.indexOf(' ', from)) >= 0) {
            out.collect(new WordCount(sentence.substring(from, space), 1));
            from = space + 1;
        }
        out.collect(new WordCount(sentence.substring(from), 1));
    }

    /** A bounded source of generated records; the subtasks take the indexes in turn, so that event time advances evenly. */
    private static <T> SingleOutputStreamOperator<T> source(
            StreamExecutionEnvironment env, Generator<T> generator, long records, Class<T> type) {
        int parallelism = env.getParallelism();
        long each = records / parallelism;
        return env.fromSource(
                new DataGeneratorSource<>(
                        new Strided<>(generator, each, parallelism), each * parallelism, TypeInformation.of(type)),
                WatermarkStrategy.noWatermarks(),
                "generator");
    }

    private static <T> void sum(DataStream<T> stream, ToLong<T> value) {
        stream.sinkTo(new SumSink<>(value));
    }

    private static final class Strided<T> implements GeneratorFunction<Long, T> {
        private static final long serialVersionUID = 1L;
        private final Generator<T> generator;
        private final long each;
        private final int parallelism;
        private transient boolean started;
        private transient long from;
        private transient long to;

        Strided(Generator<T> generator, long each, int parallelism) {
            this.generator = generator;
            this.each = each;
            this.parallelism = parallelism;
        }

        @Override
        public T map(Long boxed) {
            if (!started) {
                started = true;
                Meter.first();
            }
            long index = boxed;
            if (parallelism == 1) {
                return generator.at(index);
            }
            if (index < from || index >= to) {
                from = index / each * each;
                to = from + each;
            }
            return generator.at((index - from) * parallelism + from / each);
        }
    }

    /** Counts and sums what arrives, and is otherwise a discarding sink. */
    private record SumSink<T>(ToLong<T> value) implements Sink<T> {
        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SumWriter<>(value);
        }
    }

    private static final class SumWriter<T> implements SinkWriter<T> {
        private final ToLong<T> value;
        private long records;
        private long sum;

        SumWriter(ToLong<T> value) {
            this.value = value;
        }

        @Override
        public void write(T record, Context context) {
            records++;
            sum += value.of(record);
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                Meter.last();
            }
        }

        @Override
        public void close() {
            Meter.output(records, sum);
        }
    }
}
