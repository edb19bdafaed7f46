package io.weft.testjobs;

import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;

/**
 * Numbers every record of its key like {@link CountOnce}, and at the end of time says of each key how many there were, so that it shows how a
 * job went on from a savepoint. All operators have a uid. Arguments: number of records, how many a second, output, and which topology: "first",
 * or "later", where one stateful operator is gone and another is new.
 */
public final class Continued {
    /** The keys are 0 to this, exclusively. */
    public static final int KEYS = 100;

    private Continued() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Long> numbers =
                Numbers.source(env, Long.parseLong(args[0]), args[1]).uid("numbers");
        if (args[3].equals("first")) {
            numbers = numbers.keyBy(number -> number % 2).process(new Passing()).uid("former");
        } else {
            numbers = numbers.keyBy(number -> number % 3).process(new Passing()).uid("new");
        }
        numbers.keyBy(number -> number % KEYS)
                .process(new Numbering())
                .uid("numbering")
                .sinkTo(Numbers.lines(args[2]))
                .uid("sink");
        env.execute("Continued");
    }

    /** Has state, and changes nothing. */
    private static final class Passing extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1;

        private transient ValueState<Long> last;

        @Override
        public void open(OpenContext openContext) {
            last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
        }

        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) throws Exception {
            last.update(value);
            out.collect(value);
        }
    }

    private static final class Numbering extends KeyedProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1;

        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long value, Context ctx, Collector<String> out) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            if (before == null) {
                ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
            }
            out.collect(ctx.getCurrentKey() + ":" + now);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.getCurrentKey() + " has " + count.value());
        }
    }
}
