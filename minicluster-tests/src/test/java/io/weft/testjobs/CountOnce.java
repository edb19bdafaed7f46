package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;

/**
 * Numbers every record of its key, so that a record that is lost or counted twice shows. Arguments: number of records, how many a second,
 * output.
 */
public final class CountOnce {
    /** The keys are 0 to this, exclusively. */
    public static final int KEYS = 100;

    private CountOnce() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Numbers.source(env, Long.parseLong(args[0]), args[1])
                .keyBy(number -> number % KEYS)
                .process(new Numbering())
                .sinkTo(Numbers.lines(args[2]));
        env.execute("Counting once");
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
            out.collect(ctx.getCurrentKey() + ":" + now);
        }
    }
}
