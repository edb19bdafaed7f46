package io.weft.local;

import io.weft.api.checkpoint.CheckpointListener;
import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.checkpoint.FunctionInitializationContext;
import io.weft.api.checkpoint.FunctionSnapshotContext;
import io.weft.api.config.Configuration;
import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichMapFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Counts an endless row of numbers by key, and does to itself what the {@link Probe} says. */
final class ProbedJob {
    static final int KEYS = 200;

    /** Enough state, all keys together, that it lies in files. */
    private static final int PAGE_CHARS = 1_000;

    private ProbedJob() {}

    /** @param settings pairs of keys and values, besides what all have */
    static StreamExecutionEnvironment environment(String checkpoints, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "execution.checkpointing.interval", "10 ms",
                "execution.checkpointing.dir", checkpoints,
                "restart-strategy.type", "none"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.configure(Configuration.fromMap(all));
        return env;
    }

    /** The endless numbers. */
    static DataStream<Long> numbers(StreamExecutionEnvironment env) {
        return env.addSource(new Numbers()).returns(Types.LONG).uid("numbers");
    }

    /** Counts them, and commits a line "number:count" for each. */
    static void countAndCommit(DataStream<Long> numbers) {
        numbers.keyBy(number -> Math.floorMod(number, KEYS))
                .map(new Count())
                .uid("count")
                .returns(Types.STRING)
                .addSink(new CommittingSink())
                .uid("sink");
    }

    private static final class Numbers implements SourceFunction<Long>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;
        private static final int AT_ONCE = 50;

        private transient ListState<Long> state;
        private transient volatile boolean canceled;
        private long next;

        @Override
        public void run(SourceContext<Long> context) throws Exception {
            Probe probe = Probe.current;
            while (!canceled && !probe.finish) {
                synchronized (context.getCheckpointLock()) {
                    for (int i = 0; i < AT_ONCE; i++) {
                        context.collect(next++);
                    }
                    context.getCheckpointLock().wait(1);
                }
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            Probe.current.begun.add(context.getCheckpointId());
            state.update(List.of(next));
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("next", Types.LONG));
            for (Long restored : state.get()) {
                next = restored;
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            Probe.current.completed.add(checkpointId);
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) {
            Probe.current.aborted.add(checkpointId);
        }
    }

    private static final class Count extends RichMapFunction<Long, String> implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Long> count;
        private transient ValueState<String> page;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            page = getRuntimeContext().getState(new ValueStateDescriptor<>("page", Types.STRING));
        }

        @Override
        public String map(Long number) throws Exception {
            Probe.current.onNumber.run(number);
            long now = count.value() == null ? 1 : count.value() + 1;
            count.update(now);
            if (page.value() == null || number % 10 == 0) {
                page.update(page(number));
            }
            return number + ":" + now;
        }

        /** Such that it can't be compressed much. */
        private static String page(long number) {
            return new Random(number)
                    .ints(PAGE_CHARS, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            Probe.current.onSnapshot.run(context.getCheckpointId());
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}
    }
}
