package io.weft.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionException;
import io.weft.api.execution.JobExecutionResult;
import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.api.plan.StreamGraph;
import io.weft.api.plan.StreamNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a program leaves the API. */
class ExecutionTest {

    private final List<StreamGraph> submitted = new ArrayList<>();
    private CompletableFuture<JobExecutionResult> result =
            CompletableFuture.completedFuture(new JobExecutionResult(new JobID(0, 1), 12));

    @Test
    void aProgramIsRunByWhoeverStartedIt() throws Exception {
        JobExecutionResult executed = run(() -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(1, 5).print();
            return env.execute("numbers");
        });

        assertThat(executed.getNetRuntime()).isEqualTo(12);
        assertThat(submitted).extracting(StreamGraph::jobName).containsExactly("numbers");
    }

    @Test
    void anEnvironmentTakesOneProgramAfterAnother() throws Exception {
        run(() -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            DataStream<Long> numbers = env.fromSequence(1, 5);
            numbers.print();
            env.execute("first");
            numbers.map(x -> x + 1).name("again");
            return env.execute("second");
        });

        assertThat(submitted.get(1).nodes()).extracting(StreamNode::name).containsExactly("Sequence Source", "again");
    }

    @Test
    void aFailureReachesTheProgramAsItWasReported() {
        result = CompletableFuture.failedFuture(new JobExecutionException(
                new JobID(0, 1),
                JobStatus.FAILED,
                "Job failed.",
                "java.lang.ArithmeticException: / by zero\n\tat user.Code"));

        assertThatThrownBy(() -> run(() -> {
                    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                    env.fromSequence(1, 5).print();
                    return env.execute();
                }))
                .isInstanceOf(JobExecutionException.class)
                .hasMessageContaining("at user.Code");
    }

    @Test
    void theContextHoldsForThreadsThatTheProgramStartsAndEndsWithIt() throws Exception {
        Thread[] started = new Thread[1];
        int[] parallelism = new int[1];
        Configuration configuration = new Configuration();
        configuration.setString("parallelism.default", "77");
        new ContextEnvironment(this::submit, configuration, getClass().getClassLoader()).run(() -> {
            started[0] = new Thread(() -> parallelism[0] =
                    StreamExecutionEnvironment.getExecutionEnvironment().getParallelism());
            started[0].start();
            started[0].join();
            return null;
        });

        assertThat(parallelism[0]).isEqualTo(77);
        assertThat(StreamExecutionEnvironment.getExecutionEnvironment()).isInstanceOf(LocalStreamEnvironment.class);
    }

    @Test
    void withoutAnEngineTheErrorSaysWhereToGetOne() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
        env.fromSequence(1, 5).print();

        assertThatThrownBy(env::execute).hasMessageContaining("weft-local").hasMessageContaining("yarn-submit");
    }

    @Test
    void thePlanIsJsonOfOperatorsAndHowRecordsGetToThem() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        env.fromSequence(1, 5)
                .name("say \"hi\"")
                .keyBy(x -> x % 3)
                .reduce(Long::sum)
                .print();

        assertThat(env.getExecutionPlan()).isEqualTo("""
                        {
                          "nodes": [
                            {"id": 1, "type": "Source: say \\"hi\\"", "pact": "Data Source", "contents": "Source: say \\"hi\\"", "parallelism": 2},
                            {"id": 2, "type": "Keyed Reduce", "pact": "Operator", "contents": "Keyed Reduce", "parallelism": 2, "predecessors": [{"id": 1, "ship_strategy": "HASH", "side": "first"}]},
                            {"id": 3, "type": "Sink: Print to Std. Out", "pact": "Data Sink", "contents": "Sink: Print to Std. Out", "parallelism": 2, "predecessors": [{"id": 2, "ship_strategy": "FORWARD", "side": "first"}]}
                          ]
                        }""");
    }

    private <T> T run(Callable<T> program) throws Exception {
        return new ContextEnvironment(
                        this::submit, new Configuration(), getClass().getClassLoader())
                .run(program);
    }

    private JobClient submit(StreamGraph graph, ClassLoader userCode) {
        submitted.add(graph);
        return new FakeClient(result);
    }

    private record FakeClient(CompletableFuture<JobExecutionResult> result) implements JobClient {
        @Override
        public JobID getJobID() {
            return new JobID(0, 1);
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return CompletableFuture.completedFuture(JobStatus.RUNNING);
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return result;
        }
    }
}
