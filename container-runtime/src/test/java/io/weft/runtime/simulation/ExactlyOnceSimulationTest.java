package io.weft.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.source.lib.NumberSequenceSource;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Real tasks of a job on several TaskManagers, stepped in any order under a seed, with checkpoints that are written late, given up, or
 * complete without all being told, connections that break with what is on its way, and crashes between any two steps: whatever happens,
 * each number counts once in what the sink has committed. {@code -Dweft.simulation.seeds=N} runs so many of each kind of job,
 * {@code -Dweft.simulation.seed=N} that one alone.
 */
class ExactlyOnceSimulationTest {

    static final int NUMBERS = 140;

    private static final int SEEDS = Integer.getInteger("weft.simulation.seeds", 200);
    private static final Long ONLY = Long.getLong("weft.simulation.seed");
    /** RocksDB takes as long for one as the heap for so many. */
    private static final int ROCKS_COST = 20;

    private static final int KEYS = 5;
    private static final TypeInformation<Tuple2<Integer, Long>> PAIR = Types.TUPLE(Types.INT, Types.LONG);
    private static final Map<String, String> ALIGNED = Map.of();
    private static final Map<String, String> UNALIGNED = Map.of("execution.checkpointing.unaligned.enabled", "true");
    private static final Map<String, String> UNALIGNED_AFTER_A_TIMEOUT = Map.of(
            "execution.checkpointing.unaligned.enabled",
            "true",
            "execution.checkpointing.aligned-checkpoint-timeout",
            "50 ms");
    private static final int[][] ONE_PARALLELISM = {{2, 3, 2}};
    /** Every attempt has another one, before as well as behind each exchange. */
    private static final int[][] PARALLELISMS = {{2, 3, 2}, {1, 1, 3}, {3, 4, 1}, {2, 2, 5}};

    @Test
    void everyNumberCountsOnceAligned() throws Exception {
        run(ALIGNED, ONE_PARALLELISM, SimulatedState.heap(), SEEDS);
    }

    @Test
    void everyNumberCountsOnceUnaligned() throws Exception {
        run(UNALIGNED, ONE_PARALLELISM, SimulatedState.heap(), SEEDS);
    }

    @Test
    void everyNumberCountsOnceUnalignedAfterATimeout() throws Exception {
        run(UNALIGNED_AFTER_A_TIMEOUT, ONE_PARALLELISM, SimulatedState.heap(), SEEDS);
    }

    @Test
    void everyNumberCountsOnceAlignedWithChangingParallelism() throws Exception {
        run(ALIGNED, PARALLELISMS, SimulatedState.heap(), SEEDS);
    }

    @Test
    void everyNumberCountsOnceUnalignedWithChangingParallelism() throws Exception {
        run(UNALIGNED, PARALLELISMS, SimulatedState.heap(), SEEDS);
    }

    @Test
    void everyNumberCountsOnceInRocksDb() throws Exception {
        run(ALIGNED, ONE_PARALLELISM, SimulatedState.rocks(), SEEDS / ROCKS_COST);
    }

    @Test
    void everyNumberCountsOnceInRocksDbUnalignedWithChangingParallelism() throws Exception {
        run(UNALIGNED, PARALLELISMS, SimulatedState.rocks(), SEEDS / ROCKS_COST);
    }

    private static void run(Map<String, String> settings, int[][] parallelisms, SimulatedState state, int seeds)
            throws Exception {
        List<JobGraph> jobs = new ArrayList<>();
        for (int[] each : parallelisms) {
            jobs.add(job(settings, each));
        }
        try (state) {
            if (ONLY != null) {
                run(jobs, state, ONLY);
                return;
            }
            SimulatedCluster.Figures all = new SimulatedCluster.Figures();
            for (long seed = 0; seed < seeds; seed++) {
                all.add(run(jobs, state, seed));
            }
            assertThat(all.restarts).as("restarts").isGreaterThan(seeds);
            assertThat(all.brokenLinks).as("broken connections").isGreaterThan(seeds / 10);
            assertThat(all.restartsWhileStarting)
                    .as("restarts of a job that starts")
                    .isGreaterThan(seeds / 10);
            assertThat(all.restartsDuringCheckpoints)
                    .as("restarts during checkpoints")
                    .isGreaterThan(seeds / 2);
            if (!settings.isEmpty()) {
                assertThat(all.restoredWithRecordsInFlight)
                        .as("tasks restored with records in flight")
                        .isGreaterThan(seeds);
            }
            if (jobs.size() > 1) {
                assertThat(all.rescaled).as("restores with another parallelism").isGreaterThan(seeds / 10);
            }
        }
    }

    private static SimulatedCluster.Figures run(List<JobGraph> jobs, SimulatedState state, long seed) {
        CommittedRecords.clear();
        SimulatedCluster cluster = new SimulatedCluster(jobs, state, seed);
        try {
            cluster.runToEnd();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
        }
        assertThat(sorted(CommittedRecords.all())).as("seed %d", seed).isEqualTo(expected());
        return cluster.figures();
    }

    /** @param parallelisms of the source, the counts, and the sums with the sink */
    private static JobGraph job(Map<String, String> settings, int[] parallelisms) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelisms[0]);
        env.configure(Configuration.fromMap(
                Map.of("execution.checkpointing.interval", "1 s", "pipeline.max-parallelism", "12")));
        env.configure(Configuration.fromMap(settings));
        env.fromSource(new NumberSequenceSource(0, NUMBERS - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .map(n -> Tuple2.of((int) (n % KEYS), n))
                .returns(PAIR)
                .keyBy(pair -> pair.f0)
                .process(new CountWithTimer())
                .setParallelism(parallelisms[1])
                .returns(PAIR)
                .keyBy(pair -> pair.f0)
                .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1))
                .setParallelism(parallelisms[2])
                .sinkTo(new CommittedRecords())
                .setParallelism(parallelisms[2]);
        return JobGraphCompiler.compile(env.getStreamGraph());
    }

    /** One for each record, and, from a timer at the end of time, how many there were. */
    private static final class CountWithTimer
            extends KeyedProcessFunction<Integer, Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Long> count;
        /** By split: the last number that came of it, for a reader sends each split's in their order. */
        private transient MapState<Long, Long> last;

        @Override
        public void open(OpenContext openContext) {
            last = getRuntimeContext().getMapState(new MapStateDescriptor<>("last", Types.LONG, Types.LONG));
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Tuple2<Integer, Long> value, Context ctx, Collector<Tuple2<Integer, Long>> out)
                throws Exception {
            long split = SimulatedEnumerator.splitOf(value.f1);
            Long earlier = last.get(split);
            if (earlier != null && earlier >= value.f1) {
                throw new IllegalStateException(value.f1 + " came after " + earlier);
            }
            last.put(split, value.f1);
            Long before = count.value();
            count.update(before == null ? 1L : before + 1);
            ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
            out.collect(Tuple2.of(value.f0, 1L));
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<Tuple2<Integer, Long>> out) throws Exception {
            out.collect(Tuple2.of(1000 + ctx.getCurrentKey(), count.value()));
        }
    }

    private static List<Tuple2<Integer, Long>> expected() {
        List<Tuple2<Integer, Long>> all = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            for (long i = 1; i <= NUMBERS / KEYS; i++) {
                all.add(Tuple2.of(key, i));
            }
            all.add(Tuple2.of(1000 + key, (long) (NUMBERS / KEYS)));
        }
        return sorted(all);
    }

    private static List<Tuple2<Integer, Long>> sorted(List<Tuple2<Integer, Long>> records) {
        List<Tuple2<Integer, Long>> sorted = new ArrayList<>(records);
        sorted.sort(Comparator.<Tuple2<Integer, Long>, Integer>comparing(pair -> pair.f0)
                .thenComparing(pair -> pair.f1));
        return sorted;
    }
}
