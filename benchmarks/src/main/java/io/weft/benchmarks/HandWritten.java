package io.weft.benchmarks;

import io.weft.benchmarks.Generators.Generator;
import io.weft.benchmarks.Records.KV;
import io.weft.benchmarks.Records.Rec;
import io.weft.benchmarks.Records.WordCount;
import java.util.HashMap;
import java.util.Map;

/** The workloads as one hand-written thread: same generators, same results, java.util collections, no engine. */
final class HandWritten {

    /** Records handed on must exist: without this the JIT removes most of them, and of the generators, altogether. */
    private final Object[] ring = new Object[256];

    private int at;
    private long out;
    private long sum;

    private HandWritten() {}

    static void run(Options options, long records) {
        HandWritten loop = new HandWritten();
        Meter.first();
        switch (options.workload()) {
            case "forward-map" -> loop.forwardMap(Generators.recs(options.seed()), records);
            case "shuffle" -> loop.shuffle(Generators.recs(options.seed()), records);
            case "keyed-sum" -> loop.keyedSum(Generators.keyed(options.seed(), 100_000), records);
            case "wordcount" -> loop.wordCount(Generators.sentences(options.seed()), records);
            case "valuestate" -> loop.valueState(Generators.keyed(options.seed(), Jobs.STATE_KEYS), records);
            default -> throw new IllegalArgumentException("No such workload: " + options.workload());
        }
        Meter.last();
        Meter.output(loop.out, loop.sum);
    }

    private void forwardMap(Generator<Rec> generator, long records) {
        for (long i = 0; i < records; i++) {
            Rec rec = real(generator.at(i));
            rec.a *= 1.08;
            if ((rec.id & 7) != 0) {
                emit(real(new KV(rec.key, (long) rec.a, rec.ts)).value);
            }
        }
    }

    private void shuffle(Generator<Rec> generator, long records) {
        for (long i = 0; i < records; i++) {
            Rec rec = real(generator.at(i));
            emit(real(new KV(rec.key, (long) rec.a, rec.ts)).value);
        }
    }

    private void keyedSum(Generator<KV> generator, long records) {
        Map<Integer, KV> sums = new HashMap<>();
        for (long i = 0; i < records; i++) {
            KV record = real(generator.at(i));
            KV total = sums.get(record.key);
            if (total == null) {
                sums.put(record.key, record);
                emit(record.value);
            } else {
                total.value += record.value;
                emit(total.value);
            }
        }
    }

    private void wordCount(Generator<String> generator, long records) {
        Map<String, WordCount> counts = new HashMap<>();
        for (long i = 0; i < records; i++) {
            String sentence = real(generator.at(i));
            int from = 0;
            int space;
            while ((space = sentence.indexOf(' ', from)) >= 0) {
                count(counts, sentence.substring(from, space));
                from = space + 1;
            }
            count(counts, sentence.substring(from));
        }
    }

    private void valueState(Generator<KV> generator, long records) {
        Map<Integer, long[]> counts = new HashMap<>();
        for (long i = 0; i < records; i++) {
            KV record = real(generator.at(i));
            long[] count = counts.get(record.key);
            if (count == null) {
                count = new long[1];
                counts.put(record.key, count);
            }
            emit(++count[0]);
        }
    }

    private void count(Map<String, WordCount> counts, String word) {
        WordCount count = counts.get(word);
        if (count == null) {
            count = new WordCount(word, 0);
            counts.put(word, count);
        }
        emit(++count.count);
    }

    private void emit(long value) {
        out++;
        sum += value;
    }

    private <T> T real(T record) {
        ring[at++ & 255] = record;
        return record;
    }
}
