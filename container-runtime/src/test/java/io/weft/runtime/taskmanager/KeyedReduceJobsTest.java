package io.weft.runtime.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.datastream.SingleOutputStreamOperator;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.ReduceFunction;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import io.weft.model.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folds with every habit of functions and of those that read what is emitted, in one chain and over a channel. */
class KeyedReduceJobsTest {

    private static final int RECORDS = 3000;
    private static final int KEYS = 7;

    private static final TypeInformation<Tuple2<Integer, Long>> FLAT = Types.TUPLE(Types.INT, Types.LONG);
    private static final TypeInformation<Tuple2<Integer, List<Integer>>> NESTED =
            Types.TUPLE(Types.INT, Types.LIST(Types.INT));

    private final TestCluster cluster = new TestCluster();
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);

    @AfterEach
    void close() {
        cluster.close();
    }

    /** The sums after each record, as a sink sees them that spoils what it is given. */
    private List<Object> sums(
            String name, boolean chained, boolean objectReuse, ReduceFunction<Tuple2<Integer, Long>> function) {
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        }
        Collected<Long> sink = new Collected<>(name + chained + objectReuse);
        SingleOutputStreamOperator<Long> read = env.fromSequence(0, RECORDS - 1)
                .map(n -> Tuple2.of((int) (n % KEYS), n))
                .returns(FLAT)
                .keyBy(pair -> pair.f0)
                .reduce(function)
                .map(pair -> {
                    long sum = pair.f1;
                    pair.f1 = -1_000_000L;
                    return sum;
                })
                .returns(Types.LONG);
        if (!chained) {
            read.startNewChain();
        }
        read.addSink(sink);
        cluster.await(cluster.deploy(env.getStreamGraph()), TaskState.FINISHED);
        return sink.records();
    }

    private static List<Object> expectedSums() {
        long[] sums = new long[KEYS];
        return IntStream.range(0, RECORDS)
                .<Object>mapToObj(n -> sums[n % KEYS] += n)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void aFunctionMayChangeAndReturnItsFirstArgument(boolean chained, boolean objectReuse) {
        assertThat(sums("first", chained, objectReuse, (a, b) -> {
                    a.f1 += b.f1;
                    return a;
                }))
                .isEqualTo(expectedSums());
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void aFunctionMayChangeAndReturnItsSecondArgument(boolean chained, boolean objectReuse) {
        assertThat(sums("second", chained, objectReuse, (a, b) -> {
                    b.f1 += a.f1;
                    return b;
                }))
                .isEqualTo(expectedSums());
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void aFunctionMayReturnAFreshObject(boolean chained, boolean objectReuse) {
        assertThat(sums("fresh", chained, objectReuse, (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1)))
                .isEqualTo(expectedSums());
    }

    /** Spoils at each call what it returned from the one before, and everything that it was given. */
    private static final class Spoiling implements ReduceFunction<Tuple2<Integer, Long>> {
        private final List<Tuple2<Integer, Long>> held = new ArrayList<>();

        @Override
        public Tuple2<Integer, Long> reduce(Tuple2<Integer, Long> a, Tuple2<Integer, Long> b) {
            held.forEach(pair -> pair.f1 = 77L);
            held.clear();
            Tuple2<Integer, Long> sum = Tuple2.of(a.f0, a.f1 + b.f1);
            held.addAll(List.of(a, b, sum));
            return sum;
        }
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false"})
    void aFoldIsNotHarmedByAFunctionThatLaterChangesWhatItGaveAndGot(boolean chained, boolean objectReuse) {
        assertThat(sums("spoiling", chained, objectReuse, new Spoiling())).isEqualTo(expectedSums());
    }

    /** Checks at each call that the folds that it was given before are as they were. */
    private static final class Remembering implements ReduceFunction<Tuple2<Integer, Long>> {
        private final List<Tuple2<Integer, Long>> given = new ArrayList<>();
        private final List<Long> sums = new ArrayList<>();

        @Override
        public Tuple2<Integer, Long> reduce(Tuple2<Integer, Long> a, Tuple2<Integer, Long> b) {
            given.add(a);
            sums.add(a.f1);
            assertThat(given.stream()
                            .skip(Math.max(0, given.size() - 2L * KEYS))
                            .map(pair -> pair.f1))
                    .isEqualTo(sums.subList(Math.max(0, sums.size() - 2 * KEYS), sums.size()));
            return Tuple2.of(a.f0, a.f1 + b.f1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false"})
    void aFunctionMayKeepTheFoldsThatItWasGiven(boolean chained, boolean objectReuse) {
        assertThat(sums("remembering", chained, objectReuse, new Remembering())).isEqualTo(expectedSums());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFoldWithAListIsNotHarmedByWhoChangesTheListThatWasEmitted(boolean chained) {
        Collected<Integer> sink = new Collected<>("nested" + chained);
        SingleOutputStreamOperator<Integer> read = env.fromSequence(0, 99)
                .map(n -> Tuple2.<Integer, List<Integer>>of((int) (n % KEYS), new ArrayList<>(List.of(n.intValue()))))
                .returns(NESTED)
                .keyBy(pair -> pair.f0)
                .reduce((a, b) -> {
                    a.f1.addAll(b.f1);
                    return a;
                })
                .map(pair -> {
                    int size = pair.f1.size();
                    pair.f1.clear();
                    return size;
                })
                .returns(Types.INT);
        if (!chained) {
            read.startNewChain();
        }
        read.addSink(sink);
        cluster.await(cluster.deploy(env.getStreamGraph()), TaskState.FINISHED);
        assertThat(sink.records())
                .isEqualTo(IntStream.range(0, 100)
                        .<Object>mapToObj(n -> n / KEYS + 1)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRecordMayBeItsOwnKey(boolean chained) {
        Collected<Integer> sink = new Collected<>("ownKey" + chained);
        SingleOutputStreamOperator<Integer> read = env.fromSequence(0, 99)
                .map(n -> Tuple2.of((int) (n % KEYS), 1L))
                .returns(FLAT)
                .keyBy(pair -> pair)
                .reduce((a, b) -> a)
                .map(pair -> {
                    int key = pair.f0;
                    pair.f0 = 12345;
                    return key;
                })
                .returns(Types.INT);
        if (!chained) {
            read.startNewChain();
        }
        read.addSink(sink);
        cluster.await(cluster.deploy(env.getStreamGraph()), TaskState.FINISHED);
        assertThat(sink.records())
                .isEqualTo(
                        IntStream.range(0, 100).<Object>mapToObj(n -> n % KEYS).toList());
    }
}
