package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;

/** Runs one job, and then another on the first one's result. Argument: output folder. */
public final class TwoJobs {
    private TwoJobs() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment first = StreamExecutionEnvironment.getExecutionEnvironment();
        first.fromSequence(1, 3).map(number -> Long.toString(number)).writeAsText(args[0] + "/first");
        first.execute("First");
        StreamExecutionEnvironment second = StreamExecutionEnvironment.getExecutionEnvironment();
        second.readTextFile(args[0] + "/first").map(line -> line + "!").writeAsText(args[0] + "/second");
        second.execute("Second");
    }
}
