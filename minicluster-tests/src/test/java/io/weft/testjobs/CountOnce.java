package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.fs.Path;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.source.lib.DataGeneratorSource;
import io.weft.api.source.lib.RateLimiterStrategy;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import io.weft.connector.file.sink.FileSink;
import io.weft.connector.file.sink.SimpleStringEncoder;
import io.weft.connector.file.sink.rolling.OnCheckpointRollingPolicy;

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
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number,
                Long.parseLong(args[0]),
                RateLimiterStrategy.perSecond(Double.parseDouble(args[1])),
                Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .keyBy(number -> number % KEYS)
                .process(new Numbering())
                .sinkTo(FileSink.forRowFormat(new Path(args[2]), new SimpleStringEncoder<String>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build());
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
