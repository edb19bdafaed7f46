package io.weft.runtime.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.checkpoint.FunctionInitializationContext;
import io.weft.api.checkpoint.FunctionSnapshotContext;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.Watermark;
import io.weft.api.sink.SinkFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.types.Types;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskState;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.JobManagerMessage.TaskReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Older source functions, which run on a thread of their own. */
class SourceFunctionsTest {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static final AtomicInteger EMITTED = new AtomicInteger();
    private static final AtomicInteger ENDED = new AtomicInteger();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final TestCluster cluster = new TestCluster(20, 0);
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);

    @BeforeEach
    void forget() {
        SEEN.clear();
        EMITTED.set(0);
        ENDED.set(0);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    /** A source of which only {@code run} matters. */
    @FunctionalInterface
    private interface Runs extends SourceFunction<String> {
        @Override
        default void cancel() {}
    }

    private record Noting() implements SinkFunction<String> {
        @Override
        public void invoke(String value, Context context) {
            SEEN.add(value + "@" + context.timestamp());
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            SEEN.add(watermark.getTimestamp() == Long.MAX_VALUE ? "till max" : "till " + watermark.getTimestamp());
        }
    }

    private JobGraph deploy(Runs source) {
        env.addSource(source, Types.STRING).addSink(new Noting());
        return cluster.deploy(env.getStreamGraph());
    }

    @Test
    void timestampsAndWatermarksReachTheSinkInOrder() {
        cluster.await(
                deploy(context -> {
                    context.collectWithTimestamp("a", 10);
                    context.emitWatermark(new Watermark(10));
                    context.collect("b");
                    context.emitWatermark(new Watermark(5));
                    context.markAsTemporarilyIdle();
                    context.collectWithTimestamp("c", 30);
                }),
                TaskState.FINISHED);
        assertThat(SEEN).containsExactly("a@10", "till 10", "b@null", "c@30", "till max");
    }

    @Test
    void aSourceMayReturnWithoutEmitting() {
        cluster.await(deploy(context -> {}), TaskState.FINISHED);
        assertThat(SEEN).containsExactly("till max");
    }

    @Test
    void aFailureInRunFailsTheTaskWithTheUsersStackTrace() {
        JobGraph job = deploy(context -> {
            context.collect("before");
            throw new IllegalStateException("source broke");
        });
        ExecutionAttemptId source = cluster.attempts(job, 0).get(0);
        cluster.await(
                "the failure",
                () -> cluster.reports().containsKey(source)
                        && cluster.reports().get(source).state() == TaskState.FAILED);
        TaskReport report = cluster.reports().get(source);
        assertThat(report.failure().message()).isEqualTo("source broke");
        assertThat(report.failure().stackTrace()).contains("SourceFunctionsTest");
    }

    /** Under the lock it emits more than may wait to be taken, again and again. */
    private static final class LongSteps implements SourceFunction<String>, CheckpointedFunction {
        private static final long serialVersionUID = 1L;
        private static final int RECORDS = 3_000;
        private volatile boolean canceled;
        private boolean inStep;

        @Override
        public void run(SourceContext<String> context) {
            while (!canceled) {
                synchronized (context.getCheckpointLock()) {
                    inStep = true;
                    for (int i = 0; i < RECORDS; i++) {
                        context.collect("");
                    }
                    inStep = false;
                }
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            SEEN.add(inStep ? "in a step" : "between steps");
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}
    }

    @Test
    void noCheckpointComesBetweenWhatTheFunctionDoesUnderTheLock() {
        env.addSource(new LongSteps(), Types.STRING).addSink(new SinkFunction<>() {
            private static final long serialVersionUID = 1L;
        });
        JobGraph job = cluster.deploy(env.getStreamGraph());
        cluster.await(job, TaskState.RUNNING);
        for (int checkpoint = 1; checkpoint <= 10; checkpoint++) {
            cluster.trigger(job, checkpoint);
            int made = checkpoint;
            cluster.await("checkpoint " + checkpoint, () -> SEEN.size() == made);
        }
        assertThat(SEEN).containsOnly("between steps");
        cluster.cancel(job);
        cluster.await(job, TaskState.CANCELED);
    }

    /** Its sink takes nothing. */
    private JobGraph deployBlocked(SourceFunction<String> source) {
        env.addSource(source, Types.STRING)
                .map(text -> {
                    NEVER.await();
                    return text;
                })
                .returns(Types.STRING)
                .addSink(new Noting());
        return cluster.deploy(env.getStreamGraph());
    }

    private static final class StopsWhenTold implements SourceFunction<String> {
        private static final long serialVersionUID = 1L;
        private final String record;
        private volatile boolean canceled;

        StopsWhenTold(String record) {
            this.record = record;
        }

        @Override
        public void run(SourceContext<String> context) {
            while (!canceled) {
                context.collect(record);
                EMITTED.incrementAndGet();
            }
            ENDED.incrementAndGet();
        }

        @Override
        public void cancel() {
            canceled = true;
        }
    }

    @Test
    void cancelsAFunctionThatIsBlockedInCollect() {
        JobGraph job = deployBlocked(new StopsWhenTold("x"));
        cluster.await("a full queue", () -> EMITTED.get() >= 1024);
        cluster.cancel(job);
        cluster.await(job, TaskState.CANCELED);
        assertThat(ENDED.get()).isEqualTo(1);
    }

    @Test
    void aFunctionThatIgnoresItsCancellationIsInterruptedBeforeTheTaskEnds() {
        JobGraph job = deploy(context -> {
            context.collect("x");
            try {
                NEVER.await();
            } finally {
                ENDED.incrementAndGet();
            }
        });
        cluster.await("the record", () -> !SEEN.isEmpty());
        cluster.cancel(job);
        cluster.await(job, TaskState.CANCELED);
        assertThat(ENDED.get()).isEqualTo(1);
    }

    private static final class FailsToCancel implements SourceFunction<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void run(SourceContext<String> context) throws Exception {
            context.collect("x");
            try {
                NEVER.await();
            } finally {
                ENDED.incrementAndGet();
            }
        }

        @Override
        public void cancel() {
            throw new IllegalStateException("cannot cancel");
        }
    }

    @Test
    void aFunctionWhoseCancelFailsIsStoppedAllTheSame() {
        env.addSource(new FailsToCancel(), Types.STRING).addSink(new Noting());
        JobGraph job = cluster.deploy(env.getStreamGraph());
        cluster.await("the record", () -> !SEEN.isEmpty());
        cluster.cancel(job);
        cluster.await(job, TaskState.CANCELED);
        assertThat(ENDED.get()).isEqualTo(1);
    }

    @Test
    void fewLargeRecordsWaitForASlowChain() {
        JobGraph job = deployBlocked(new StopsWhenTold("x".repeat(1 << 20)));
        cluster.await("a blocked source", new Settled());
        assertThat(EMITTED.get()).isLessThan(40);
        cluster.cancel(job);
        cluster.await(job, TaskState.CANCELED);
    }

    /** True when nothing has been emitted since long. */
    private static final class Settled implements BooleanSupplier {
        private int last;
        private int unchanged;

        @Override
        public boolean getAsBoolean() {
            int now = EMITTED.get();
            unchanged = now == last && now > 0 ? unchanged + 1 : 0;
            last = now;
            return unchanged > 200;
        }
    }
}
