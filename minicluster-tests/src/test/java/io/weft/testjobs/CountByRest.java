package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;

/** Adds up the numbers 1 to N by their rest modulo 10, and writes every sum. Arguments: N, output. */
public final class CountByRest {
    private CountByRest() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, Long.parseLong(args[0]))
                .keyBy(number -> number % 10)
                .reduce(Long::sum)
                .map(sum -> Long.toString(sum))
                .writeAsText(args[1]);
        env.execute("Sums by rest");
    }
}
