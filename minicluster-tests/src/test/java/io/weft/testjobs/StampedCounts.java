package io.weft.testjobs;

import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.sink.RichSinkFunction;
import io.weft.api.sink.SinkFunction;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs until it is cancelled, with state of a given size, and shows when records flow: in each attempt every sink makes an empty file,
 * named {@code SUBTASK-MILLISECONDS}, when its first record comes. Arguments: a directory on this machine, records a second, number of
 * keys, bytes of state for each.
 */
public final class StampedCounts {

    private StampedCounts() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        long keys = Long.parseLong(args[2]);
        Numbers.source(env, Long.MAX_VALUE, args[1])
                .keyBy(number -> number % keys)
                .process(new Remembering(Integer.parseInt(args[3])))
                .addSink(new Stamp(args[0]));
        env.execute("Stamped counts");
    }

    private static final class Remembering extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1;

        private final int bytesPerKey;
        private transient ValueState<byte[]> memory;

        Remembering(int bytesPerKey) {
            this.bytesPerKey = bytesPerKey;
        }

        @Override
        public void open(OpenContext openContext) {
            memory = getRuntimeContext().getState(new ValueStateDescriptor<>("memory", byte[].class));
        }

        @Override
        public void processElement(
                Long value, KeyedProcessFunction<Long, Long, Long>.Context context, Collector<Long> out)
                throws Exception {
            if (memory.value() == null) {
                memory.update(new byte[bytesPerKey]);
            }
            out.collect(value);
        }
    }

    private static final class Stamp extends RichSinkFunction<Long> {
        private static final long serialVersionUID = 1;

        private final String directory;
        private transient boolean stamped;

        Stamp(String directory) {
            this.directory = directory;
        }

        @Override
        public void invoke(Long value, SinkFunction.Context context) throws IOException {
            if (!stamped) {
                stamped = true;
                String name =
                        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() + "-" + System.currentTimeMillis();
                Files.createFile(Path.of(directory, name));
            }
        }
    }
}
