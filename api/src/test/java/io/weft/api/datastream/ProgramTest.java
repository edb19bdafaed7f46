package io.weft.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.Collector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.co.KeyedCoProcessFunction;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.Partitioning;
import io.weft.api.plan.StreamEdge;
import io.weft.api.plan.StreamGraph;
import io.weft.api.plan.StreamNode;
import io.weft.api.plan.StreamNode.Chaining;
import io.weft.api.sink.DiscardingSink;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program's calls make of its plan. */
class ProgramTest {

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(4);

    @Test
    void everyOperatorIsANodeAfterThoseItConsumes() {
        env.fromData("a b", "c")
                .name("words")
                .flatMap((String line, Collector<String> out) -> out.collect(line))
                .filter(word -> !word.isEmpty())
                .print();

        StreamGraph graph = env.getStreamGraph();

        assertThat(graph.nodes())
                .extracting(StreamNode::name)
                .containsExactly("words", "Flat Map", "Filter", "Sink: Print to Std. Out");
        assertThat(graph.nodes()).extracting(StreamNode::id).isSorted();
        assertThat(last().spec()).isInstanceOf(OperatorSpec.ToSinkFunction.class);
        assertThat(last().outputType()).isNull();
    }

    @Test
    void settingsReachTheNode() {
        env.fromSequence(1, 5)
                .map(x -> x)
                .name("same")
                .setDescription("does nothing")
                .uid("map-1")
                .setParallelism(2)
                .setMaxParallelism(64)
                .setBufferTimeout(7)
                .slotSharingGroup("own")
                .disableChaining();

        StreamNode node = last();

        assertThat(node.name()).isEqualTo("same");
        assertThat(node.description()).isEqualTo("does nothing");
        assertThat(node.uid()).isEqualTo("map-1");
        assertThat(node.parallelism()).isEqualTo(2);
        assertThat(node.maxParallelism()).isEqualTo(64);
        assertThat(node.bufferTimeoutMs()).isEqualTo(7);
        assertThat(node.slotSharingGroup()).isEqualTo("own");
        assertThat(node.chaining()).isEqualTo(Chaining.NEVER);
    }

    @Test
    void thePartitioningThatIsSaidLastHolds() {
        env.fromSequence(1, 5).shuffle().rebalance().map(x -> x);

        assertThat(edgeOf(last(), 0).partitioning()).isEqualTo(new Partitioning.Rebalance());
    }

    @Test
    void withoutAWordAboutItThePartitioningIsOpen() {
        env.fromSequence(1, 5).map(x -> x);

        assertThat(edgeOf(last(), 0).partitioning()).isNull();
    }

    @Test
    void aUnionIsOneInputOfSeveralEdges() {
        DataStream<Long> low = env.fromSequence(1, 5);
        DataStream<Long> high = env.fromSequence(6, 9);
        low.union(high.broadcast()).map(x -> x);

        StreamNode.Input input = last().inputs().get(0);

        assertThat(input.edges()).hasSize(2);
        assertThat(input.edges().get(1).partitioning()).isEqualTo(new Partitioning.Broadcast());
        assertThat(input.type()).isEqualTo(Types.LONG);
    }

    @Test
    void onlyStreamsOfOneTypeCanBeUnited() {
        DataStream<Long> numbers = env.fromSequence(1, 5);
        @SuppressWarnings({"unchecked", "rawtypes"})
        DataStream<Long> words = (DataStream) env.fromData("a");

        assertThatThrownBy(() -> numbers.union(words))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("Long")
                .hasMessageContaining("String");
    }

    @Test
    void aSideOutputHasItsOwnTypeAndEdge() {
        OutputTag<String> odd = new OutputTag<>("odd") {};
        SingleOutputStreamOperator<Long> even = env.fromSequence(1, 9).process(new SplitOdd(odd));
        even.getSideOutput(odd).map(String::length);

        StreamNode node = last();

        assertThat(even.getSideOutput(odd).getType()).isEqualTo(Types.STRING);
        assertThat(node.inputs().get(0).type()).isEqualTo(Types.STRING);
        assertThat(edgeOf(node, 0).tag()).isEqualTo(odd);
        assertThat(even.getSideOutput(odd).rebalance().getType()).isEqualTo(Types.STRING);
    }

    @Test
    void connectedStreamsAreTwoInputs() {
        env.fromSequence(1, 5)
                .connect(env.fromData("a"))
                .keyBy(number -> "k" + number, word -> word)
                .map(new CoMapFunction<Long, String, Boolean>() {
                    @Override
                    public Boolean map1(Long value) {
                        return true;
                    }

                    @Override
                    public Boolean map2(String value) {
                        return false;
                    }
                });

        StreamNode node = last();

        assertThat(node.outputType()).isEqualTo(Types.BOOLEAN);
        assertThat(node.inputs()).extracting(StreamNode.Input::keyType).containsExactly(Types.STRING, Types.STRING);
        assertThat(edgeOf(node, 1).partitioning()).isInstanceOf(Partitioning.Hash.class);
    }

    @Test
    void keysOfConnectedStreamsMustBeOfOneType() {
        ConnectedStreams<Long, String> connected = env.fromSequence(1, 5).connect(env.fromData("a"));

        assertThatThrownBy(() -> connected.keyBy("f0", "f0")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aKeyedProcessFunctionSaysItsResultsType() {
        env.fromSequence(1, 5).keyBy(number -> "k" + number).process(new Counted());

        StreamNode node = last();

        assertThat(node.spec()).isInstanceOf(OperatorSpec.KeyedProcess.class);
        assertThat(node.outputType()).isEqualTo(Types.BOOLEAN);
        assertThat(node.inputs().get(0).keyType()).isEqualTo(Types.STRING);
    }

    @Test
    void aKeyedProcessFunctionOfTwoInputsSaysItsResultsType() {
        env.fromSequence(1, 5)
                .connect(env.fromData("a"))
                .keyBy(number -> "k" + number, word -> word)
                .process(new Joined());

        assertThat(last().spec()).isInstanceOf(OperatorSpec.KeyedCoProcess.class);
        assertThat(last().outputType()).isEqualTo(Types.BOOLEAN);
    }

    @Test
    void aKeyedProcessFunctionOfTwoInputsNeedsBothKeyed() {
        var half = env.fromSequence(1, 5).keyBy(number -> "k" + number).connect(env.fromData("a"));

        assertThatThrownBy(() -> half.process(new Joined()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("keyBy()");
    }

    @Test
    void anArrayCannotBeAKey() {
        DataStream<byte[]> arrays = env.fromData(new byte[] {1}, new byte[] {2});

        assertThatThrownBy(() -> arrays.keyBy(array -> array))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("cannot be keys");
    }

    @Test
    void keyingByFieldsMakesTuples() {
        KeyedStream<Tuple2<String, Integer>, ?> keyed =
                env.fromData(Tuple2.of("a", 1), Tuple2.of("b", 2)).keyBy(0);
        keyed.sum(1).print();

        assertThat(keyed.getKeyType()).isEqualTo(Types.TUPLE(Types.STRING));
        assertThat(env.getStreamGraph().nodes().get(1).spec()).isInstanceOf(OperatorSpec.KeyedReduce.class);
        assertThat(env.getStreamGraph().nodes().get(1).outputType()).isEqualTo(Types.TUPLE(Types.STRING, Types.INT));
    }

    @Test
    void aProjectionHasTheTypesOfItsFields() {
        SingleOutputStreamOperator<Tuple2<Integer, String>> swapped =
                env.fromData(Tuple2.of("a", 1), Tuple2.of("b", 2)).project(1, 0);

        assertThat(swapped.getType()).isEqualTo(Types.TUPLE(Types.INT, Types.STRING));
    }

    @Test
    void aTypeThatIsSaidReplacesTheOneFound() {
        SingleOutputStreamOperator<Tuple2<String, Long>> mapped =
                env.fromSequence(1, 5).map(x -> Tuple2.of("k", x));
        mapped.returns(Types.TUPLE(Types.STRING, Types.LONG));
        mapped.filter(pair -> true);

        assertThat(last().inputs().get(0).type()).isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
    }

    @Test
    void elementsOfSeveralClassesAreOfADynamicType() {
        DataStreamSource<Object> mixed = env.fromData("a", 2);

        assertThat(mixed.getType().getTypeClass()).isEqualTo(Object.class);
    }

    @Test
    void timestampsCanBeAssignedAnywhere() {
        env.fromSequence(1, 5).assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps());

        assertThat(last().spec()).isInstanceOf(OperatorSpec.AssignTimestamps.class);
    }

    @Test
    void bothKindsOfSinksAreTaken() {
        env.fromSequence(1, 5).sinkTo(new DiscardingSink<>()).name("new");
        env.fromSequence(1, 5).addSink(new DiscardingSink<>()).name("older");

        List<StreamNode> nodes = env.getStreamGraph().nodes();

        assertThat(nodes.get(1).spec()).isInstanceOf(OperatorSpec.ToSink.class);
        assertThat(nodes.get(3).spec()).isInstanceOf(OperatorSpec.ToSinkFunction.class);
        assertThat(nodes.get(3).name()).isEqualTo("Sink: older");
    }

    @Test
    void aFunctionThatCannotTravelIsFoundWhereItIsWritten() {
        Thread thread = Thread.currentThread();

        assertThatThrownBy(() -> env.fromSequence(1, 5).map(x -> thread.getName()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("java.lang.Thread")
                .hasMessageContaining("transient");
    }

    @Test
    void anEmptyProgramIsAnError() {
        assertThatThrownBy(env::getStreamGraph).hasMessageContaining("nothing to run");
    }

    private StreamNode last() {
        List<StreamNode> nodes = env.getStreamGraph().nodes();
        return nodes.get(nodes.size() - 1);
    }

    private static StreamEdge edgeOf(StreamNode node, int input) {
        return node.inputs().get(input).edges().get(0);
    }

    private static final class SplitOdd extends ProcessFunction<Long, Long> {
        private final OutputTag<String> odd;

        SplitOdd(OutputTag<String> odd) {
            this.odd = odd;
        }

        @Override
        public void processElement(Long value, ProcessFunction<Long, Long>.Context ctx, Collector<Long> out) {
            if (value % 2 == 0) {
                out.collect(value);
            } else {
                ctx.output(odd, value.toString());
            }
        }
    }

    private static final class Counted extends KeyedProcessFunction<String, Long, Boolean> {
        @Override
        public void processElement(
                Long value, KeyedProcessFunction<String, Long, Boolean>.Context ctx, Collector<Boolean> out) {}
    }

    private static final class Joined extends KeyedCoProcessFunction<String, Long, String, Boolean> {
        @Override
        public void processElement1(
                Long value,
                KeyedCoProcessFunction<String, Long, String, Boolean>.Context ctx,
                Collector<Boolean> out) {}

        @Override
        public void processElement2(
                String value,
                KeyedCoProcessFunction<String, Long, String, Boolean>.Context ctx,
                Collector<Boolean> out) {}
    }
}
