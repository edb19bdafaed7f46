package io.weft.runtime.task;

import static io.weft.runtime.task.OperatorHarness.END;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.eventtime.Watermark;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.Collector;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.co.CoFlatMapFunction;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.co.CoProcessFunction;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkFunction;
import io.weft.api.sink.SinkWriter;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.runtime.channel.Element;
import io.weft.runtime.task.OperatorHarness.Stamped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kind of operator, with roomy outputs and with full ones, and with input in batches of any size: always the same results. */
class OperatorsTest {

    private static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);
    private static final Input LONGS = new Input(Types.LONG, null, null);
    private static final KeySelector<Long, Long> PARITY = n -> n % 2;
    private static final Input BY_PARITY = new Input(Types.LONG, PARITY, Types.LONG);
    private static final KeySelector<Long, String> SAME = n -> "same";
    private static final Input UNDER_ONE_KEY = new Input(Types.LONG, SAME, Types.STRING);

    private static final Element MAX = new Element.Watermark(Long.MAX_VALUE);

    /** What the task reads: longs, with an event among them. */
    private static final List<Object> INPUT =
            List.of(at(1, 10), at(2, 20), new Element.Watermark(15), at(3, 30), at(4, 40), at(5, 50), MAX, END);

    /**
     * One kind of operator.
     *
     * @param spec makes it; a sink is to put what it is called with into the list
     * @param main what is expected in the main output; of a sink, in its list
     */
    private record Case(
            Class<? extends OperatorSpec> kind,
            Function<List<Object>, OperatorSpec> spec,
            List<Input> inputs,
            TypeInformation<?> type,
            List<?> main,
            List<?> side) {}

    private static Stamped at(long value, long timestamp) {
        return new Stamped(value, timestamp);
    }

    private static Case oneInput(OperatorSpec spec, Input input, Object... main) {
        return new Case(spec.getClass(), seen -> spec, List.of(input), Types.LONG, List.of(main), List.of());
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Element at15 = new Element.Watermark(15);
        OperatorSpec map = new OperatorSpec.Map<Long, Long>(n -> n * 10);
        cases.add(oneInput(map, LONGS, at(10, 10), at(20, 20), at15, at(30, 30), at(40, 40), at(50, 50), MAX, END));
        OperatorSpec flatMap = new OperatorSpec.FlatMap<Long, Long>(OperatorsTest::asOftenAsItSays);
        cases.add(oneInput(flatMap, LONGS, flatMapped()));
        OperatorSpec filter = new OperatorSpec.Filter<Long>(n -> n % 2 == 0);
        cases.add(oneInput(filter, LONGS, at(2, 20), at15, at(4, 40), MAX, END));
        OperatorSpec reduce = new OperatorSpec.KeyedReduce<Long>(Long::sum);
        cases.add(oneInput(reduce, BY_PARITY, at(1, 10), at(2, 20), at15, at(4, 30), at(6, 40), at(9, 50), MAX, END));
        OperatorSpec window = new OperatorSpec.FullWindowReduce<Long>(Long::sum);
        long none = Element.NO_TIMESTAMP;
        cases.add(oneInput(window, UNDER_ONE_KEY, at15, MAX, at(15, none), END));
        OperatorSpec assign = new OperatorSpec.AssignTimestamps<>(
                WatermarkStrategy.<Long>noWatermarks().withTimestampAssigner((n, before) -> before + n));
        cases.add(oneInput(assign, LONGS, at(1, 11), at(2, 22), at(3, 33), at(4, 44), at(5, 55), MAX, END));
        cases.add(new Case(
                OperatorSpec.Process.class,
                seen -> new OperatorSpec.Process<>(new OddAside()),
                List.of(LONGS),
                Types.LONG,
                List.of(at(2, 20), at15, at(4, 40), MAX, END),
                List.of(text("odd 1", 10), at15, text("odd 3", 30), text("odd 5", 50), MAX, END)));
        cases.addAll(twoInputs());
        cases.addAll(sinks());
        return cases;
    }

    private static Object[] flatMapped() {
        List<Object> expected = new ArrayList<>();
        for (Object item : INPUT) {
            int times = item instanceof Stamped stamped ? ((Long) stamped.record()).intValue() : 1;
            for (int i = 0; i < times; i++) {
                expected.add(item);
            }
        }
        return expected.toArray();
    }

    private static void asOftenAsItSays(Long n, Collector<Long> out) {
        for (int i = 0; i < n; i++) {
            out.collect(n);
        }
    }

    private static Stamped text(String text, long timestamp) {
        return new Stamped(text, timestamp);
    }

    /** All of the first input comes before the second, see {@link #run}. */
    private static List<Case> twoInputs() {
        List<Stamped> first = List.of(text("a1", 10), text("a2", 20), text("a3", 30), text("a4", 40), text("a5", 50));
        List<Stamped> second = List.of(text("b1", 10), text("b2", 20), text("b3", 30), text("b4", 40), text("b5", 50));
        List<Object> both = new ArrayList<>(first);
        both.addAll(second);
        return List.of(
                two(new OperatorSpec.CoMap<>(new Names()), both, List.of()),
                two(new OperatorSpec.CoFlatMap<>(new FlatNames()), both, List.of()),
                two(new OperatorSpec.CoProcess<>(new SecondAside()), new ArrayList<>(first), new ArrayList<>(second)));
    }

    private static Case two(OperatorSpec spec, List<?> main, List<?> side) {
        return new Case(spec.getClass(), seen -> spec, List.of(LONGS, LONGS), Types.STRING, main, side);
    }

    private static List<Case> sinks() {
        List<String> expected = List.of("1@10", "2@20", "till 15", "3@30", "4@40", "5@50", "till max", "end");
        return List.of(
                new Case(
                        OperatorSpec.ToSinkFunction.class,
                        seen -> new OperatorSpec.ToSinkFunction<>(new Notes(seen)),
                        List.of(LONGS),
                        null,
                        expected,
                        List.of()),
                new Case(
                        OperatorSpec.ToSink.class,
                        seen -> new OperatorSpec.ToSink<>((Sink<Long>) context -> new NotingWriter(seen)),
                        List.of(LONGS),
                        null,
                        Stream.concat(expected.stream(), Stream.of("closed")).toList(),
                        List.of()));
    }

    @TestFactory
    List<DynamicTest> everyKindMakesTheSameOfEveryInputAndOutput() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case tried : cases()) {
            for (boolean roomy : new boolean[] {true, false}) {
                for (int chunk : new int[] {1, 2, 5}) {
                    String name =
                            tried.kind.getSimpleName() + (roomy ? "" : ", full outputs") + ", batches of " + chunk;
                    tests.add(DynamicTest.dynamicTest(name, () -> run(tried, roomy, chunk)));
                }
            }
        }
        return tests;
    }

    @Test
    void noKindIsLeftOut() {
        Set<Class<?>> tried = new HashSet<>(cases().stream().map(Case::kind).toList());
        tried.add(OperatorSpec.FromSource.class); // see the tests of sources
        tried.add(OperatorSpec.FromSourceFunction.class);
        tried.add(OperatorSpec.KeyedProcess.class); // see the simulation of crashes
        tried.add(OperatorSpec.KeyedCoProcess.class); // see KeyedTimersTest
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(OperatorSpec.class.getPermittedSubclasses()));
    }

    private static void run(Case tried, boolean roomy, int chunk) throws Exception {
        List<Object> seen = new ArrayList<>();
        OperatorHarness harness = new OperatorHarness(roomy)
                .operator(tried.spec.apply(seen), tried.type, tried.inputs.toArray(Input[]::new));
        if (tried.type != null) {
            harness.output(null, tried.type);
        }
        if (!tried.side.isEmpty()) {
            harness.output(SIDE, Types.STRING);
        }
        for (int input = 0; input < tried.inputs.size(); input++) {
            harness.channel(input, chunk, INPUT);
        }
        harness.run();
        List<?> main = tried.type == null ? seen : harness.received(0);
        if (tried.inputs.size() == 1) {
            assertThat(main).isEqualTo(tried.main);
            if (!tried.side.isEmpty()) {
                assertThat(harness.received(1)).containsExactlyElementsOf(tried.side());
            }
        } else {
            assertMerged(main, tried.main);
            if (!tried.side.isEmpty()) {
                assertMerged(harness.received(1), tried.side);
            }
        }
    }

    /** Which input comes first is open, but each input's records stay in order and events are at their places. */
    private static void assertMerged(List<?> received, List<?> records) {
        assertThat(new ArrayList<Object>(received))
                .containsAll(records)
                .hasSize(records.size() + 3)
                .endsWith(MAX, END);
        for (String input : List.of("a", "b")) {
            assertThat(onlyOf(input, received)).isEqualTo(onlyOf(input, records));
        }
    }

    private static List<Object> onlyOf(String input, List<?> items) {
        List<Object> found = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Stamped stamped && stamped.record().toString().startsWith(input)) {
                found.add(item);
            }
        }
        return found;
    }

    private static final class OddAside extends ProcessFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long value, ProcessFunction<Long, Long>.Context context, Collector<Long> out) {
            if (value % 2 == 0) {
                out.collect(value);
            } else {
                context.output(SIDE, "odd " + value);
            }
        }
    }

    private static final class Names implements CoMapFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map1(Long value) {
            return "a" + value;
        }

        @Override
        public String map2(Long value) {
            return "b" + value;
        }
    }

    private static final class FlatNames implements CoFlatMapFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap1(Long value, Collector<String> out) {
            out.collect("a" + value);
        }

        @Override
        public void flatMap2(Long value, Collector<String> out) {
            out.collect("b" + value);
        }
    }

    private static final class SecondAside extends CoProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement1(
                Long value, CoProcessFunction<Long, Long, String>.Context context, Collector<String> out) {
            out.collect("a" + value);
        }

        @Override
        public void processElement2(
                Long value, CoProcessFunction<Long, Long, String>.Context context, Collector<String> out) {
            context.output(SIDE, "b" + value);
        }
    }

    private static String till(Watermark watermark) {
        return "till " + (watermark.getTimestamp() == Long.MAX_VALUE ? "max" : watermark.getTimestamp());
    }

    private record Notes(List<Object> seen) implements SinkFunction<Long> {
        @Override
        public void invoke(Long value, SinkFunction.Context context) {
            seen.add(value + "@" + context.timestamp());
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            seen.add(till(watermark));
        }

        @Override
        public void finish() {
            seen.add("end");
        }
    }

    private record NotingWriter(List<Object> seen) implements SinkWriter<Long> {
        @Override
        public void write(Long value, SinkWriter.Context context) {
            seen.add(value + "@" + context.timestamp());
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            seen.add(till(watermark));
        }

        @Override
        public void flush(boolean endOfInput) {
            seen.add(endOfInput ? "end" : "flush");
        }

        @Override
        public void close() {
            seen.add("closed");
        }
    }
}
