package io.weft.benchmarks;

/** The records of the workloads: plain mutable classes, as most users write them. */
public final class Records {

    private Records() {}

    /** About 50 bytes when serialized. */
    public static class Rec {
        public long id;
        public long ts;
        public int key;
        public int kind;
        public double a;
        public String tag;

        public Rec() {}
    }

    /** A key with a value and an event time. */
    public static class KV {
        public int key;
        public long value;
        public long ts;

        public KV() {}

        public KV(int key, long value, long ts) {
            this.key = key;
            this.value = value;
            this.ts = ts;
        }
    }

    /** A word and how often it was seen. */
    public static class WordCount {
        public String word;
        public long count;

        public WordCount() {}

        public WordCount(String word, long count) {
            this.word = word;
            this.count = count;
        }
    }
}
