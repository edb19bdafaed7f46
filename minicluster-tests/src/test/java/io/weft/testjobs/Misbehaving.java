package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;

/** Does what user code should not. Argument: throw, exit, throw-in-main, exit-in-main or nothing. */
public final class Misbehaving {
    private Misbehaving() {}

    public static void main(String[] args) throws Exception {
        String how = args[0];
        if (how.equals("throw-in-main")) {
            throw new IllegalArgumentException("main is not in the mood");
        }
        if (how.equals("exit-in-main")) {
            System.exit(42);
        }
        if (how.equals("nothing")) {
            return;
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 100).map(number -> misbehave(how, number)).print();
        env.execute("Misbehaving");
    }

    private static String misbehave(String how, long number) {
        if (number == 50 && how.equals("throw")) {
            throw new IllegalStateException("fifty is too much");
        }
        if (number == 50 && how.equals("exit")) {
            System.exit(42);
        }
        return Long.toString(number);
    }
}
