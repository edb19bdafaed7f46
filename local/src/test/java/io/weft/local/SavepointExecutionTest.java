package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.sink.SinkFunction;
import io.weft.api.source.lib.DataGeneratorSource;
import io.weft.api.source.lib.RateLimiterStrategy;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are stopped with a savepoint, and make no other checkpoints. */
@Timeout(120)
class SavepointExecutionTest {

    private static final long PATIENCE_S = 60;
    private static final int KEYS = 10;
    private static final int SLOTS = 3;

    private static final Queue<String> OUTPUT = new ConcurrentLinkedQueue<>();
    private static volatile CountDownLatch some;

    @TempDir
    private Path savepoints;

    @Test
    void aJobThatIsDrainedFiresItsTimersBeforeItsSavepoint() throws Exception {
        runUntilStopped(Map.of(), 2, CheckpointKind.DRAIN);
        assertThat(OUTPUT.stream().filter(line -> line.contains("has")).count()).isEqualTo(KEYS);
    }

    @Test
    void aJobThatWasStoppedGoesOnWithOtherParallelism() throws Exception {
        String savepoint = runUntilStopped(Map.of(), 2, CheckpointKind.STOP);
        assertThat(OUTPUT).noneMatch(line -> line.contains("has")).doesNotHaveDuplicates();
        int before = OUTPUT.size();
        runUntilStopped(Map.of("execution.state-recovery.path", savepoint), 3, CheckpointKind.DRAIN);
        assertThat(OUTPUT).doesNotHaveDuplicates().hasSizeGreaterThan(before);
        for (int key = 0; key < KEYS; key++) {
            String mine = key + ":";
            long count = OUTPUT.stream().filter(line -> line.startsWith(mine)).count();
            assertThat(OUTPUT).contains(key + " has " + count);
        }
    }

    /** Runs the job until it has shown something, and ends it so; gives the savepoint's directory. */
    private String runUntilStopped(Map<String, String> settings, int parallelism, CheckpointKind kind)
            throws Exception {
        if (settings.isEmpty()) {
            OUTPUT.clear();
        }
        some = new CountDownLatch(100);
        LocalCluster cluster = LocalCluster.start(
                SLOTS, Configuration.fromMap(settings), getClass().getClassLoader());
        JobGraph graph = counting(settings, parallelism);
        LocalJob job = LocalJob.submit(graph, cluster);
        assertThat(some.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        ClientRequest request = new ClientRequest.TriggerSavepoint(
                graph.jobId(), savepoints.toUri().toString(), "savepoint-" + kind, kind);
        ClientResponse answer = cluster.ask(request).get(PATIENCE_S, TimeUnit.SECONDS);
        // Some tasks show records before others run.
        while (answer instanceof ClientResponse.Refused refused
                && refused.reason().contains("not all of its tasks")) {
            LockSupport.parkNanos(20_000_000);
            answer = cluster.ask(request).get(PATIENCE_S, TimeUnit.SECONDS);
        }
        assertThat(answer).isInstanceOf(ClientResponse.SavepointStored.class);
        job.getJobExecutionResult().get(PATIENCE_S, TimeUnit.SECONDS);
        return ((ClientResponse.SavepointStored) answer).path();
    }

    private static JobGraph counting(Map<String, String> settings, int parallelism) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        env.configure(Configuration.fromMap(settings));
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(1_000), Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .keyBy(number -> number % KEYS)
                .process(new Numbering())
                .uid("numbering")
                .addSink(new Collecting())
                .uid("sink");
        return JobGraphCompiler.compile(env.getStreamGraph());
    }

    private static final class Numbering extends KeyedProcessFunction<Long, Long, String> {
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long value, Context ctx, Collector<String> out) throws Exception {
            long now = count.value() == null ? 1 : count.value() + 1;
            count.update(now);
            if (now == 1) {
                ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
            }
            out.collect(ctx.getCurrentKey() + ":" + now);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.getCurrentKey() + " has " + count.value());
        }
    }

    private static final class Collecting implements SinkFunction<String> {
        @Override
        public void invoke(String value, SinkFunction.Context context) {
            OUTPUT.add(value);
            some.countDown();
        }
    }
}
