package io.weft.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.source.RichParallelSourceFunction;
import io.weft.api.source.SourceFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose word counts: the operator's, then the environment's, then that of whoever started the program. */
class ParallelismTest {

    @Test
    void theOperatorsOwnWordComesBeforeTheEnvironments() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(3);

        assertThat(env.fromSequence(1, 5).getParallelism()).isEqualTo(3);
        assertThat(env.fromSequence(1, 5).setParallelism(2).getParallelism()).isEqualTo(2);
    }

    @Test
    void theEnvironmentsWordComesBeforeThatOfTheCommandLine() throws Exception {
        Configuration commandLine = new Configuration().set(CoreOptions.DEFAULT_PARALLELISM, 8);
        ContextEnvironment context = context(commandLine);

        int asStarted = context.run(
                () -> StreamExecutionEnvironment.getExecutionEnvironment().getParallelism());
        int asSet = context.run(() -> StreamExecutionEnvironment.getExecutionEnvironment()
                .setParallelism(5)
                .fromSequence(1, 5)
                .getParallelism());

        assertThat(asStarted).isEqualTo(8);
        assertThat(asSet).isEqualTo(5);
    }

    @Test
    void thisJvmHasAsManySubtasksAsProcessorsUnlessSetOtherwise() {
        assertThat(StreamExecutionEnvironment.createLocalEnvironment().getParallelism())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void aSourceThatIsNotParallelRunsOnce() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(4);

        List<DataStreamSource<?>> sources = List.of(
                env.fromData("a"),
                env.fromCollection(List.of(1)),
                env.socketTextStream("localhost", 9),
                env.addSource(new OneNumber()));

        assertThat(sources)
                .allSatisfy(source -> assertThat(source.getParallelism()).isEqualTo(1));
        assertThatThrownBy(() -> env.addSource(new OneNumber(), "one number").setParallelism(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'one number'")
                .hasMessageContaining("parallelism 1");
    }

    @Test
    void aParallelSourceFunctionRunsAsOftenAsTheEnvironmentSays() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(4);

        assertThat(env.addSource(new ManyNumbers()).getParallelism()).isEqualTo(4);
    }

    @Test
    void refusesNumbersThatAreNoParallelism() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(4);

        assertThatThrownBy(() -> env.setParallelism(0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> env.fromSequence(1, 5).setParallelism(40_000)).hasMessageContaining("32768");
        assertThatThrownBy(() -> env.setMaxParallelism(-1)).hasMessageContaining("not -1");
    }

    static ContextEnvironment context(Configuration configuration) {
        return new ContextEnvironment(
                (graph, userCode) -> {
                    throw new UnsupportedOperationException("nothing is run here");
                },
                configuration,
                ParallelismTest.class.getClassLoader());
    }

    private static final class OneNumber implements SourceFunction<Integer> {
        @Override
        public void run(SourceContext<Integer> ctx) {
            ctx.collect(1);
        }

        @Override
        public void cancel() {}
    }

    private static final class ManyNumbers extends RichParallelSourceFunction<Integer> {
        @Override
        public void run(SourceContext<Integer> ctx) {
            ctx.collect(getRuntimeContext().getIndexOfThisSubtask());
        }

        @Override
        public void cancel() {}
    }
}
