package io.weft.runtime.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.SingleOutputStreamOperator;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.Types;
import io.weft.model.TaskState;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole jobs on one TaskManager. */
class JobsTest {

    private final TestCluster cluster = new TestCluster();
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);

    @AfterEach
    void close() {
        cluster.close();
    }

    private void run() {
        cluster.await(cluster.deploy(env.getStreamGraph()), TaskState.FINISHED);
    }

    @Test
    void countsWordsOverTwoSubtasks() {
        Collected<Tuple2<String, Integer>> sink = new Collected<>("countsWords");
        env.fromData("to be or not", "to be", "that is")
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) -> {
                    for (String word : line.split(" ", -1)) {
                        out.collect(Tuple2.of(word, 1));
                    }
                })
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .keyBy(word -> word.f0)
                .sum(1)
                .addSink(sink);
        run();
        assertThat(sink.records())
                .containsExactlyInAnyOrder(
                        Tuple2.of("to", 1),
                        Tuple2.of("to", 2),
                        Tuple2.of("be", 1),
                        Tuple2.of("be", 2),
                        Tuple2.of("or", 1),
                        Tuple2.of("not", 1),
                        Tuple2.of("that", 1),
                        Tuple2.of("is", 1));
    }

    @Test
    void everyRecordOfASequenceArrivesOnceThroughEachPartitioning() {
        Collected<Long> sink = new Collected<>("partitionings");
        env.fromSequence(1, 20_000)
                .rebalance()
                .map(n -> n + 1)
                .shuffle()
                .filter(n -> n > 0)
                .rescale()
                .map(n -> n - 1)
                .global()
                .map(n -> n)
                .partitionCustom((key, partitions) -> (int) (key % partitions), n -> n)
                .addSink(sink);
        run();
        assertThat(sink.records())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 20_000)
                        .<Object>mapToObj(n -> n)
                        .toList());
    }

    @Test
    void broadcastsToEverySubtask() {
        Collected<Long> sink = new Collected<>("broadcast");
        env.fromSequence(1, 3).setParallelism(1).broadcast().map(n -> n).addSink(sink);
        run();
        assertThat(sink.records()).containsExactlyInAnyOrder(1L, 1L, 2L, 2L, 3L, 3L);
    }

    @Test
    void unitesAndConnectsStreams() {
        Collected<String> sink = new Collected<>("connected");
        DataStream<Long> low = env.fromSequence(1, 2);
        DataStream<Long> high = env.fromSequence(11, 12);
        low.union(high)
                .connect(env.fromData("a", "b"))
                .map(new CoMapFunction<Long, String, String>() {
                    @Override
                    public String map1(Long value) {
                        return "number " + value;
                    }

                    @Override
                    public String map2(String value) {
                        return "letter " + value;
                    }
                })
                .addSink(sink);
        run();
        assertThat(sink.records())
                .containsExactlyInAnyOrder("number 1", "number 2", "number 11", "number 12", "letter a", "letter b");
    }

    @Test
    void splitsASideOutputOff() {
        OutputTag<String> odd = new OutputTag<>("odd", Types.STRING);
        Collected<Long> main = new Collected<>("even");
        Collected<String> side = new Collected<>("odd");
        SingleOutputStreamOperator<Long> even = env.fromSequence(1, 4).process(new ProcessFunction<Long, Long>() {
            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                if (value % 2 == 0) {
                    out.collect(value);
                } else {
                    context.output(odd, "odd " + value);
                }
            }
        });
        even.addSink(main);
        even.getSideOutput(odd).addSink(side);
        run();
        assertThat(main.records()).containsExactlyInAnyOrder(2L, 4L);
        assertThat(side.records()).containsExactlyInAnyOrder("odd 1", "odd 3");
    }

    @Test
    void branchesDoNotSeeEachOthersChangesToARecord() {
        Collected<Integer> changed = new Collected<>("changed");
        Collected<Integer> untouched = new Collected<>("untouched");
        DataStream<Tuple2<String, Integer>> pairs =
                env.fromData(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2)), Types.TUPLE(Types.STRING, Types.INT));
        pairs.map(pair -> {
                    pair.f1 += 100;
                    return pair.f1;
                })
                .returns(Types.INT)
                .addSink(changed);
        pairs.map(pair -> pair.f1).returns(Types.INT).addSink(untouched);
        run();
        assertThat(changed.records()).containsExactlyInAnyOrder(101, 102);
        assertThat(untouched.records()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aFoldIsNotHarmedByWhoChangesWhatWasEmitted() {
        Collected<Integer> sink = new Collected<>("fold");
        env.fromData(
                        List.of(Tuple2.of("a", 1), Tuple2.of("a", 2), Tuple2.of("a", 3)),
                        Types.TUPLE(Types.STRING, Types.INT))
                .keyBy(pair -> pair.f0)
                .reduce((a, b) -> {
                    b.f1 += a.f1;
                    return b;
                })
                .map(pair -> {
                    int sum = pair.f1;
                    pair.f1 = -1000;
                    return sum;
                })
                .returns(Types.INT)
                .addSink(sink);
        run();
        assertThat(sink.records()).containsExactly(1, 3, 6);
    }

    @Test
    void aSourceMayEmitTheSameObjectAgainAndAgain() {
        Collected<Integer> sink = new Collected<>("reused");
        env.addSource(new SameObject(), Types.TUPLE(Types.STRING, Types.INT))
                .map(pair -> pair.f1)
                .returns(Types.INT)
                .addSink(sink);
        run();
        assertThat(sink.records()).containsExactlyInAnyOrder(1, 2, 3);
    }

    private static final class SameObject implements SourceFunction<Tuple2<String, Integer>> {
        @Override
        public void run(SourceContext<Tuple2<String, Integer>> context) {
            Tuple2<String, Integer> pair = Tuple2.of("same", 0);
            for (int i = 1; i <= 3; i++) {
                pair.f1 = i;
                context.collect(pair);
            }
        }

        @Override
        public void cancel() {}
    }
}
