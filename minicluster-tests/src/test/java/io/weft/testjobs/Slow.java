package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.fs.FileSystem.WriteMode;

/** Counts slowly, over a shuffle. Arguments: number of records (50 a second), and an output or nothing. */
public final class Slow {
    private Slow() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        var numbers =
                env.addSource(new Ticks(Long.parseLong(args[0]))).rebalance().map(number -> "n" + number);
        if (args.length > 1) {
            numbers.writeAsText(args[1], WriteMode.OVERWRITE);
        } else {
            numbers.print();
        }
        env.execute("Slow count");
    }
}
