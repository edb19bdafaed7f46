package io.weft.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.SingleOutputStreamOperator;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.Types;
import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobGraphCompilerTest {

    private StreamExecutionEnvironment env;

    @BeforeEach
    void anEnvironmentOfParallelismTwo() {
        env = StreamExecutionEnvironment.createLocalEnvironment(2);
    }

    @Test
    void compilesTheTextbookJobIntoThreeVerticesAndFiveSubtasks() {
        env.socketTextStream("localhost", 9999)
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) -> {
                    for (String word : line.split(" ", -1)) {
                        out.collect(Tuple2.of(word, 1));
                    }
                })
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .keyBy(0)
                .sum(1)
                .print();

        JobGraph graph = compile();

        assertThat(graph.vertices()).hasSize(3);
        assertThat(graph.vertices().stream().mapToInt(JobVertex::parallelism).sum())
                .isEqualTo(5);
        assertThat(graph.vertices().stream().map(JobVertex::slotSharingGroup).distinct())
                .containsExactly("default");
        assertThat(graph.edges().stream().map(JobEdge::distribution))
                .containsExactly(Distribution.REBALANCE, Distribution.HASH);
    }

    @Test
    void fusesOneToOneOperatorsIntoOneVertex() {
        env.fromSequence(1, 10)
                .map(x -> x + 1)
                .name("plus")
                .filter(x -> x > 3)
                .name("some")
                .print()
                .name("out");

        JobGraph graph = compile();

        assertThat(graph.vertices()).hasSize(1);
        assertThat(graph.vertices().get(0).name()).endsWith("-> plus -> some -> Sink: out");
        assertThat(graph.edges()).isEmpty();
    }

    @Test
    void keepsApartWhatTheProgramWantsApart() {
        SingleOutputStreamOperator<Long> numbers = env.fromSequence(1, 10).map(x -> x);
        numbers.map(x -> x)
                .startNewChain()
                .map(x -> x)
                .disableChaining()
                .map(x -> x)
                .slotSharingGroup("other")
                .print();

        JobGraph graph = compile();

        assertThat(graph.vertices()).hasSize(4);
        assertThat(graph.edges()).allMatch(edge -> edge.distribution() == Distribution.FORWARD);
        assertThat(graph.vertices().stream().map(JobVertex::slotSharingGroup))
                .containsExactly("default", "default", "default", "other");
    }

    @Test
    void fusesNothingWhenChainingIsOff() {
        env.disableOperatorChaining();
        env.fromSequence(1, 10).map(x -> x).print();

        assertThat(compile().vertices()).hasSize(3);
    }

    @Test
    void aUnionFeedsOneInputThroughSeveralEdges() {
        DataStream<Long> one = env.fromSequence(1, 10);
        DataStream<Long> two = env.fromSequence(1, 10);
        one.union(two).map(x -> x).print();

        JobGraph graph = compile();

        assertThat(graph.edges()).hasSize(2).allMatch(edge -> edge.consumer() == 2 && edge.input() == 0);
    }

    @Test
    void aFanOutInsideAChainIsATree() throws Exception {
        SingleOutputStreamOperator<Long> numbers =
                env.fromSequence(1, 10).map(x -> x).name("shared");
        numbers.filter(x -> x > 5).name("high").print();
        numbers.filter(x -> x <= 5).name("low").print();

        VertexProgram program = program(compile().vertices().get(0));

        assertThat(program.operators().get(1).chained()).hasSize(2);
        assertThat(program.operators()).hasSize(6);
        assertThat(program.outputs()).isEmpty();
    }

    @Test
    void forwardBetweenDifferentParallelismsIsRefused() {
        env.fromSequence(1, 10)
                .setParallelism(1)
                .forward()
                .map(x -> x)
                .name("wide")
                .setParallelism(3)
                .print();

        assertThatThrownBy(this::compile)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'wide' has 3")
                .hasMessageContaining("rebalance()");
    }

    @Test
    void idsFollowTheUidAndDuplicatesAreRefused() {
        env.fromSequence(1, 10)
                .uid("numbers")
                .map(x -> x)
                .startNewChain()
                .uid("plus")
                .print();
        JobGraph first = compile();

        StreamExecutionEnvironment again = StreamExecutionEnvironment.createLocalEnvironment(1);
        again.fromSequence(5, 6).map(x -> x).startNewChain().print();
        again.fromSequence(1, 10)
                .uid("numbers")
                .map(x -> x)
                .startNewChain()
                .uid("plus")
                .print();
        JobGraph second = JobGraphCompiler.compile(again.getStreamGraph());

        assertThat(second.vertices().stream().map(JobVertex::id))
                .containsAll(first.vertices().stream().map(JobVertex::id).toList());

        again.fromSequence(1, 10).uid("numbers").print();
        assertThatThrownBy(() -> JobGraphCompiler.compile(again.getStreamGraph()))
                .hasMessageContaining("uid 'numbers'");
    }

    @Test
    void parallelismAboveTheMaximumIsRefused() {
        env.fromSequence(1, 10)
                .map(x -> x)
                .name("wide")
                .setMaxParallelism(4)
                .setParallelism(5)
                .print();

        assertThatThrownBy(this::compile).hasMessageContaining("'wide'").hasMessageContaining("which is 4");
    }

    private JobGraph compile() {
        return JobGraphCompiler.compile(env.getStreamGraph());
    }

    private static VertexProgram program(JobVertex vertex) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(vertex.program()))) {
            return (VertexProgram) in.readObject();
        }
    }
}
