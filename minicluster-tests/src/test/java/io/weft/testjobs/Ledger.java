package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Books every number under its key, with a line "key:count:number" for each, and keeps half a megabyte of state, which it checks whenever
 * it reads it. Arguments: how many numbers, how many a second, how many microseconds each takes to be booked, output.
 */
public final class Ledger {
    /** The keys are 0 to this, exclusively; a number's key is its rest. */
    public static final int KEYS = 1_000;

    private Ledger() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Numbers.source(env, Long.parseLong(args[0]), args[1])
                .keyBy(number -> number % KEYS)
                .process(new Booking(Long.parseLong(args[2]) * 1_000))
                .sinkTo(Numbers.lines(args[3]));
        env.execute("Ledger");
    }

    private static final class Booking extends KeyedProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1;
        private static final int PAGE_CHARS = 500;

        private final long workNanos;
        private transient ValueState<Long> count;
        private transient ValueState<String> page;

        Booking(long workNanos) {
            this.workNanos = workNanos;
        }

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            page = getRuntimeContext().getState(new ValueStateDescriptor<>("page", Types.STRING));
        }

        @Override
        public void processElement(Long number, Context context, Collector<String> out) throws Exception {
            long key = context.getCurrentKey();
            Long before = count.value();
            if (before != null && !page(key, before).equals(page.value())) {
                throw new IllegalStateException(
                        "Key " + key + " was booked " + before + " times, but its page is of another time.");
            }
            long now = before == null ? 1 : before + 1;
            count.update(now);
            page.update(page(key, now));
            if (workNanos > 0) {
                LockSupport.parkNanos(workNanos);
            }
            out.collect(key + ":" + now + ":" + number);
        }

        /** What nobody could have written for another key or another count. */
        private static String page(long key, long count) {
            return new Random(key * 1_000_003 + count)
                    .ints(PAGE_CHARS, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
