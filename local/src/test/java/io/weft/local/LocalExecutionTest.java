package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionException;
import io.weft.api.execution.JobStatus;
import io.weft.api.functions.Collector;
import io.weft.api.functions.MapFunction;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.sink.SinkFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.Types;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole programs, run as a user runs them in an IDE. */
class LocalExecutionTest {

    private static final Queue<Object> RESULTS = new ConcurrentLinkedQueue<>();

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);

    @BeforeEach
    void noResults() {
        RESULTS.clear();
    }

    @Test
    void countsWordsThroughAKeyedExchange() throws Exception {
        env.fromData("to be or", "not to be")
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) -> {
                    for (String word : line.split(" ", -1)) {
                        out.collect(Tuple2.of(word, 1));
                    }
                })
                .keyBy(word -> word.f0)
                .sum(1)
                .addSink(new Collect<>());

        env.execute("words");

        Map<String, Integer> counts = RESULTS.stream()
                .map(result -> (Tuple2<?, ?>) result)
                .collect(Collectors.toMap(word -> (String) word.f0, word -> (Integer) word.f1, Math::max));
        assertThat(counts).isEqualTo(Map.of("to", 2, "be", 2, "or", 1, "not", 1));
    }

    @Test
    void everyRecordArrivesOnceThroughEveryPartitioning() throws Exception {
        var numbers = env.fromSequence(1, 1000);
        numbers.rebalance().map(x -> x).setParallelism(3).addSink(new Collect<>());
        numbers.rescale().map(x -> x).setParallelism(4).addSink(new Collect<>());
        numbers.shuffle().map(x -> x).addSink(new Collect<>());
        numbers.global().map(x -> x).addSink(new Collect<>());
        numbers.forward().map(x -> x).addSink(new Collect<>());
        numbers.partitionCustom((key, count) -> (int) (key % count), x -> x)
                .map(x -> x)
                .addSink(new Collect<>());

        env.execute();

        Map<Object, Long> seen = RESULTS.stream().collect(Collectors.groupingBy(x -> x, Collectors.counting()));
        assertThat(seen).hasSize(1000);
        assertThat(seen.values()).containsOnly(6L);
    }

    @Test
    void aProcessFunctionOnAKeyedStreamHasTheTimersAndTheStateOfTheKey() throws Exception {
        env.fromSequence(1, 10)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((number, before) -> number))
                .keyBy(number -> number % 3)
                .process(new SumAtTheEnd())
                .addSink(new Collect<>());

        env.execute();

        assertThat(RESULTS).containsExactlyInAnyOrder("3 numbers", "4 numbers", "3 numbers");
    }

    private static final class SumAtTheEnd extends ProcessFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Integer> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public void processElement(Long value, Context ctx, Collector<String> out) throws Exception {
            count.update(count.value() == null ? 1 : count.value() + 1);
            ctx.timerService().registerEventTimeTimer(1_000);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(count.value() + " numbers");
        }
    }

    @Test
    void broadcastReachesEverySubtask() throws Exception {
        env.fromSequence(1, 10)
                .broadcast()
                .map(x -> x)
                .setParallelism(3)
                .addSink(new Collect<>())
                .setParallelism(3);

        env.execute();

        assertThat(RESULTS).hasSize(30);
    }

    @Test
    void unionsConnectsAndSplitsOff() throws Exception {
        OutputTag<String> odd = new OutputTag<>("odd", Types.STRING);
        var split = env.fromSequence(1, 10).process(new SplitOff(odd));
        split.union(env.fromSequence(100, 101))
                .connect(split.getSideOutput(odd))
                .map(new TagBoth())
                .addSink(new Collect<>());

        env.execute();

        assertThat(RESULTS)
                .containsExactlyInAnyOrder("n2", "n4", "n6", "n8", "n10", "n100", "n101", "s1", "s3", "s5", "s7", "s9");
    }

    @Test
    void aUserExceptionReachesTheCallerWithItsStackTrace() {
        env.fromSequence(1, 10)
                .map(x -> {
                    if (x == 7) {
                        throw new IllegalArgumentException("seven is not allowed");
                    }
                    return x;
                })
                .addSink(new Collect<>());

        assertThatThrownBy(env::execute)
                .isInstanceOf(JobExecutionException.class)
                .hasStackTraceContaining("seven is not allowed")
                .hasStackTraceContaining("LocalExecutionTest");
    }

    @Test
    void cancelsARunningJob() throws Exception {
        env.addSource(new Endless()).map(x -> x).rebalance().addSink(new Collect<>());
        JobClient job = env.executeAsync();
        Endless.RUNNING.await();

        job.cancel().get();

        assertThatThrownBy(() -> job.getJobExecutionResult().get()).isInstanceOf(ExecutionException.class);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void restartsAfterAFailureWhenAskedTo() throws Exception {
        FailsOnce.FAILED.clear();
        StreamExecutionEnvironment restarting = StreamExecutionEnvironment.createLocalEnvironment(1);
        restarting.configure(Configuration.fromMap(
                Map.of("restart-strategy.type", "fixed-delay", "restart-strategy.fixed-delay.delay", "1 ms")));
        restarting.fromSequence(1, 10).map(new FailsOnce()).addSink(new Collect<>());

        restarting.execute();

        assertThat(RESULTS).containsAll(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void aSubmissionRunsOneProgramAfterAnother() throws Exception {
        env.fromData(1, 2).addSink(new Collect<>());
        env.execute("first");
        env.fromData(List.of(3, 4)).addSink(new Collect<>());
        env.execute("second");

        assertThat(RESULTS).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    private static final class Collect<T> implements SinkFunction<T> {
        @Override
        public void invoke(T value, SinkFunction.Context context) {
            RESULTS.add(value);
        }
    }

    private static final class SplitOff extends ProcessFunction<Long, Long> {
        private final OutputTag<String> odd;

        SplitOff(OutputTag<String> odd) {
            this.odd = odd;
        }

        @Override
        public void processElement(Long value, ProcessFunction<Long, Long>.Context context, Collector<Long> out) {
            if (value % 2 == 0) {
                out.collect(value);
            } else {
                context.output(odd, "s" + value);
            }
        }
    }

    private static final class TagBoth implements CoMapFunction<Long, String, String> {
        @Override
        public String map1(Long value) {
            return "n" + value;
        }

        @Override
        public String map2(String value) {
            return value;
        }
    }

    private static final class FailsOnce implements MapFunction<Long, Long> {
        static final Map<String, Boolean> FAILED = new ConcurrentHashMap<>();

        @Override
        public Long map(Long value) {
            if (value == 5 && FAILED.putIfAbsent("failed", true) == null) {
                throw new IllegalStateException("once");
            }
            return value;
        }
    }

    private static final class Endless implements SourceFunction<Long> {
        static final CountDownLatch RUNNING = new CountDownLatch(1);
        private volatile boolean cancelled;

        @Override
        public void run(SourceContext<Long> context) {
            for (long i = 0; !cancelled; i++) {
                context.collect(i);
                RUNNING.countDown();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
