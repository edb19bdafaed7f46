package io.weft.benchmarks;

import io.weft.benchmarks.Records.KV;
import io.weft.benchmarks.Records.Rec;
import java.io.Serializable;

/** Deterministic generators: the record at an index depends on the seed and the index alone. */
final class Generators {

    private static final String[] TAGS = new String[1024];
    private static final String[] WORDS = new String[10_000];

    static {
        for (int i = 0; i < TAGS.length; i++) {
            TAGS[i] = text(mix(i + 7), 12);
        }
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = text(mix(i + 100_003), 3 + (i % 8)) + Integer.toString(i, 36);
        }
    }

    private Generators() {}

    /** The record at an index. */
    interface Generator<T> extends Serializable {
        T at(long index);
    }

    /** What the checksum of a workload adds up. */
    interface ToLong<T> extends Serializable {
        long of(T record);
    }

    static Generator<Rec> recs(long seed) {
        return i -> {
            long h = mix(seed + i);
            Rec rec = new Rec();
            rec.id = i;
            rec.ts = i / 1000;
            rec.key = below(h, 100_000);
            rec.kind = (int) (h & 15);
            rec.a = (h & 0xFFFF) / 8.0;
            rec.tag = TAGS[(int) (h >>> 16) & 1023];
            return rec;
        };
    }

    /** Keys uniform in [0, keys); 1000 events share each millisecond of event time. */
    static Generator<KV> keyed(long seed, int keys) {
        return i -> {
            long h = mix(seed + i);
            return new KV(below(h, keys), h & 0xFF, (long) (i * 0.001));
        };
    }

    /** Eight words out of ten thousand. */
    static Generator<String> sentences(long seed) {
        return i -> {
            long h = mix(seed + i);
            StringBuilder sentence = new StringBuilder(80);
            for (int w = 0; w < 8; w++) {
                h = mix(h);
                if (w > 0) {
                    sentence.append(' ');
                }
                sentence.append(WORDS[below(h, WORDS.length)]);
            }
            return sentence.toString();
        };
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        z += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A uniform int in [0, bound) out of the upper bits of {@code hash}. */
    private static int below(long hash, int bound) {
        return (int) (((hash >>> 32) * bound) >>> 32);
    }

    private static String text(long hash, int length) {
        char[] chars = new char[length];
        long h = hash;
        for (int i = 0; i < length; i++) {
            h = mix(h);
            chars[i] = (char) ('a' + below(h, 26));
        }
        return new String(chars);
    }
}
