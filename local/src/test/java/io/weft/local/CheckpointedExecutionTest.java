package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.checkpoint.CheckpointListener;
import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.checkpoint.FunctionInitializationContext;
import io.weft.api.checkpoint.FunctionSnapshotContext;
import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.MapFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichMapFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that makes checkpoints, fails between two of them, and goes on. */
@Timeout(120)
class CheckpointedExecutionTest {

    private static final int NUMBERS = 2_000;
    private static final int KEYS = 10;

    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @TempDir
    private Path checkpoints;

    @Test
    void whatWasCountedBeforeAFailureIsCountedOnce() throws Exception {
        CommittingSink.COMMITTED.clear();
        FAILED.set(false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.enableCheckpointing(20);
        env.configure(Configuration.fromMap(Map.of(
                "execution.checkpointing.dir",
                checkpoints.toUri().toString(),
                "restart-strategy.type",
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                "1",
                "restart-strategy.fixed-delay.delay",
                "10 ms")));
        env.addSource(new WaitingHalfway())
                .returns(Types.LONG)
                .map(new FailOnce())
                .keyBy(n -> n % KEYS)
                .map(new Count())
                .returns(Types.STRING)
                .addSink(new CommittingSink());

        env.execute();

        assertThat(FAILED).as("the failure happened").isTrue();
        List<String> expected = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            for (int i = 1; i <= NUMBERS / KEYS; i++) {
                expected.add(key + ":" + i);
            }
        }
        assertThat(CommittingSink.COMMITTED).containsExactlyInAnyOrderElementsOf(expected);
        try (Stream<Path> left = Files.walk(checkpoints)) {
            assertThat(left.filter(Files::isRegularFile))
                    .as("files left of a job that has finished")
                    .isEmpty();
        }
    }

    /** Emits half of the numbers, waits for a checkpoint, and emits the rest. */
    private static final class WaitingHalfway
            implements SourceFunction<Long>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private transient ListState<Long> state;
        private transient volatile boolean completed;
        private transient volatile boolean canceled;
        private long next;

        @Override
        public void run(SourceContext<Long> ctx) throws Exception {
            while (!canceled) {
                synchronized (ctx.getCheckpointLock()) {
                    if (next == NUMBERS) {
                        return;
                    }
                    if (next == NUMBERS / 2 && !completed) {
                        ctx.getCheckpointLock().wait(1);
                        continue;
                    }
                    ctx.collect(next++);
                }
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
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
            completed = true;
        }
    }

    /** Fails after a checkpoint, and only once. */
    private static final class FailOnce implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long value) {
            if (value > NUMBERS / 2 + 100 && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("once");
            }
            return value;
        }
    }

    private static final class Count extends RichMapFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Integer> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public String map(Long value) throws Exception {
            int now = count.value() == null ? 1 : count.value() + 1;
            count.update(now);
            return value % KEYS + ":" + now;
        }
    }
}
