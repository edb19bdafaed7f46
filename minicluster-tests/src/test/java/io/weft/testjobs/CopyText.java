package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;

/** Copies lines. Arguments: input, output. */
public final class CopyText {
    private CopyText() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.readTextFile(args[0]).writeAsText(args[1]);
        env.execute("Copy");
    }
}
