package io.weft.runtime.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.functions.rich.RichMapFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.types.Types;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskState;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskManagerMessage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class TaskManagerTest {

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final AtomicInteger CLOSED = new AtomicInteger();

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);

    /** Emits until it is cancelled. */
    private static final class Endless implements SourceFunction<Long> {
        private volatile boolean canceled;

        @Override
        public void run(SourceContext<Long> context) {
            for (long i = 0; !canceled; i++) {
                context.collect(i);
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }
    }

    private JobGraph deployEndless(TestCluster cluster) {
        env.addSource(new Endless(), Types.LONG).rebalance().map(n -> n).addSink(new Collected<>("nothing"));
        JobGraph job = cluster.deploy(env.getStreamGraph());
        cluster.await(job, TaskState.RUNNING);
        return job;
    }

    @Test
    void aTasksFailureCarriesTheUsersStackTrace() {
        try (TestCluster cluster = new TestCluster()) {
            env.fromSequence(1, 10).map(TaskManagerTest::parseNonsense).addSink(new Collected<>("fails"));
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.await(job, TaskState.FAILED);
            TaskReport report = cluster.reports().get(cluster.attempts(job, 0).get(0));
            assertThat(report.failure().type()).isEqualTo("java.lang.NumberFormatException");
            assertThat(report.failure().stackTrace()).contains("TaskManagerTest.parseNonsense");
            assertThat(report.failure().secondary()).isFalse();
        }
    }

    private static long parseNonsense(long n) {
        return Long.parseLong("no number " + n);
    }

    @Test
    void cancelsTasksThatWaitForRoomAndForInput() {
        try (TestCluster cluster = new TestCluster()) {
            JobGraph job = deployEndless(cluster);
            cluster.cancel(job);
            cluster.await(job, TaskState.CANCELED);
        }
    }

    @Test
    void interruptsUserCodeThatDoesNotReturn() {
        try (TestCluster cluster = new TestCluster(10, 0)) {
            env.fromSequence(1, 10)
                    .map(n -> {
                        NEVER.await();
                        return n;
                    })
                    .addSink(new Collected<>("nothing"));
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.await(job, TaskState.RUNNING);
            cluster.cancel(job);
            cluster.await(job, TaskState.CANCELED);
        }
    }

    @Test
    void aTaskThatIgnoresInterruptionsIsGivenUpAndTheProcessEndsWhenNoOtherJobIsThere() {
        try (TestCluster cluster = new TestCluster(10, 100)) {
            JobGraph other = deployEndless(cluster);
            StreamExecutionEnvironment second = StreamExecutionEnvironment.createLocalEnvironment(1);
            second.fromSequence(1, 10).map(TaskManagerTest::ignoreInterruptions).addSink(new Collected<>("nothing"));
            JobGraph stubborn = cluster.deploy(second.getStreamGraph());
            cluster.await("the call that does not return", () -> ENTERED.getCount() == 0);
            cluster.cancel(stubborn);
            cluster.await(stubborn, TaskState.CANCELED);
            assertThat(cluster.ends).isEmpty();

            cluster.cancel(other);
            cluster.await("the end of the process", () -> !cluster.ends.isEmpty());
        } finally {
            STUBBORN.countDown();
        }
    }

    private static final CountDownLatch STUBBORN = new CountDownLatch(1);
    private static final CountDownLatch ENTERED = new CountDownLatch(1);

    private static long ignoreInterruptions(long n) {
        ENTERED.countDown();
        while (STUBBORN.getCount() > 0) {
            try {
                STUBBORN.await();
            } catch (InterruptedException e) {
                // This is the point.
            }
        }
        return n;
    }

    /** Fails in the middle, and when it is closed. */
    private static final class FailsTwice extends RichMapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            throw new IllegalStateException("first");
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
            throw new IllegalArgumentException("second");
        }
    }

    @Test
    void closesFunctionsAfterAFailureAndKeepsTheFirstOne() {
        try (TestCluster cluster = new TestCluster()) {
            int before = CLOSED.get();
            env.fromSequence(1, 10).map(new FailsTwice()).addSink(new Collected<>("nothing"));
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.await(job, TaskState.FAILED);
            TaskReport report = cluster.reports().get(cluster.attempts(job, 0).get(0));
            assertThat(report.failure().message()).isEqualTo("first");
            assertThat(report.failure().stackTrace())
                    .contains("Suppressed: java.lang.IllegalArgumentException: second");
            assertThat(CLOSED.get()).isEqualTo(before + 1);
        }
    }

    @Test
    void aSecondDeploymentOfTheSameAttemptsChangesNothing() {
        try (TestCluster cluster = new TestCluster()) {
            Collected<Long> sink = new Collected<>("deployedTwice");
            env.fromSequence(1, 3).addSink(sink);
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.deploy(job, 0);
            cluster.await(job, TaskState.FINISHED);
            cluster.deploy(job, 0);
            cluster.await("a third report", () -> cluster.heard.size() > 4);
            assertThat(sink.records()).containsExactlyInAnyOrder(1L, 2L, 3L);
        }
    }

    @Test
    void aLaterAttemptRunsTheJobAgain() {
        try (TestCluster cluster = new TestCluster()) {
            Collected<Long> sink = new Collected<>("again");
            env.fromSequence(1, 2).rebalance().map(n -> n).addSink(sink);
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.await(job, TaskState.FINISHED);
            cluster.deploy(job, 1);
            cluster.await("the second attempt", () -> sink.records().size() == 4);
            assertThat(sink.records()).containsExactlyInAnyOrder(1L, 2L, 1L, 2L);
        }
    }

    @Test
    void refusesAJobManagerThatHasBeenReplaced() {
        try (TestCluster cluster = new TestCluster()) {
            JobGraph job = deployEndless(cluster);
            cluster.taskManager.requestHandling(
                    new TaskManagerMessage.CancelTasks(new Epoch(0), job.jobId(), cluster.attempts(job, 0)));
            cluster.taskManager.requestHandling(new TaskManagerMessage.Welcome(new Epoch(2), 1, 60_000));
            cluster.await(
                    "a heartbeat",
                    () -> cluster.heard.stream().anyMatch(JobManagerMessage.TaskManagerHeartbeat.class::isInstance));
            assertThat(cluster.reports().values()).extracting(TaskReport::state).containsOnly(TaskState.RUNNING);
        }
    }

    @Test
    void tellsTheNextJobManagerOfItsTasks() {
        try (TestCluster cluster = new TestCluster()) {
            JobGraph job = deployEndless(cluster);
            cluster.taskManager.requestDisconnect(cluster);
            cluster.heard.clear();
            cluster.taskManager.requestConnect(cluster);
            cluster.await("a registration", () -> !cluster.heard.isEmpty());
            JobManagerMessage.Register register = (JobManagerMessage.Register) cluster.heard.get(0);
            assertThat(register.highestEpoch()).isEqualTo(TestCluster.EPOCH);
            assertThat(register.tasks())
                    .extracting(TaskReport::attempt)
                    .containsExactlyInAnyOrderElementsOf(cluster.attempts(job, 0));
        }
    }

    @Test
    void letsGoOfAJobManagerThatIsSilent() {
        try (TestCluster cluster = new TestCluster()) {
            cluster.taskManager.requestHandling(new TaskManagerMessage.Welcome(TestCluster.EPOCH, 10, 100));
            cluster.await("the link to be closed", () -> !cluster.closes.isEmpty());
        }
    }

    @Test
    void answersTheCancellationOfATaskItDoesNotKnow() {
        try (TestCluster cluster = new TestCluster()) {
            env.fromSequence(1, 2).addSink(new Collected<>("nothing"));
            JobGraph job = JobGraphCompiler.compile(env.getStreamGraph());
            cluster.cancel(job);
            cluster.await(job, TaskState.CANCELED);
        }
    }

    @Test
    void countsRecords() {
        try (TestCluster cluster = new TestCluster()) {
            env.fromSequence(1, 1000).rebalance().map(n -> n).addSink(new Collected<>("counted"));
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.await(job, TaskState.FINISHED);
            List<ExecutionAttemptId> tasks = cluster.attempts(job, 0);
            assertThat(cluster.reports().get(tasks.get(0)).figures()).containsEntry("numRecordsOut", 1000L);
            assertThat(cluster.reports().get(tasks.get(1)).figures()).containsEntry("numRecordsIn", 1000L);
        }
    }

    @Test
    void aCallThatEmitsWithoutEndFillsOnlyTheBuffers() {
        try (TestCluster cluster = new TestCluster()) {
            EMITTED.set(0);
            env.fromSequence(1, 1)
                    .flatMap((Long n, Collector<Long> out) -> {
                        for (long i = 0; i < 10_000_000; i++) {
                            EMITTED.incrementAndGet();
                            out.collect(i);
                        }
                    })
                    .returns(Types.LONG)
                    .rebalance()
                    .map(n -> {
                        NEVER.await();
                        return n;
                    })
                    .addSink(new Collected<>("nothing"));
            JobGraph job = cluster.deploy(env.getStreamGraph());
            cluster.await(job, TaskState.RUNNING);
            cluster.await("backpressure", new Settled());
            assertThat(EMITTED.get()).isLessThan(50_000);
            cluster.cancel(job);
            cluster.await(job, TaskState.CANCELED);
        }
    }

    private static final AtomicInteger EMITTED = new AtomicInteger();

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
