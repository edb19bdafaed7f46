package io.weft.runtime.task;

import static io.weft.runtime.task.OperatorHarness.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichMapFunction;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkFunction;
import io.weft.api.sink.SinkWriter;
import io.weft.api.types.Types;
import io.weft.model.graph.VertexProgram.Input;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the user's functions are opened and closed, and what is told of those that fail. */
class LifecycleTest {

    private static final Input LONGS = new Input(Types.LONG, null, null);

    private final List<String> calls = new ArrayList<>();
    private final OperatorHarness harness = new OperatorHarness(true);

    /** Notes its calls, and fails in those it is told to. */
    private final class Noting extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final String name;
        private final List<String> failsIn;

        Noting(String name, String... failsIn) {
            this.name = name;
            this.failsIn = List.of(failsIn);
        }

        private void call(String what) {
            calls.add(what + " " + name);
            if (failsIn.contains(what)) {
                throw new IllegalStateException(name + " fails in " + what);
            }
        }

        @Override
        public void open(OpenContext context) {
            assertThat(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks())
                    .isEqualTo(1);
            call("open");
        }

        @Override
        public Long map(Long value) {
            call("map");
            return value;
        }

        @Override
        public void close() {
            call("close");
        }
    }

    private void chain(Noting... functions) {
        for (Noting function : functions) {
            harness.operator(new OperatorSpec.Map<>(function), Types.LONG, LONGS);
        }
        harness.output(null, Types.LONG).channel(0, 1, List.of(1L, END));
    }

    @Test
    void functionsAreOpenedFromTheLastAndClosedFromTheFirst() throws Exception {
        chain(new Noting("first"), new Noting("last"));
        harness.run();
        assertThat(calls)
                .containsExactly("open last", "open first", "map first", "map last", "close first", "close last");
        assertThat(harness.outlet(0).closedAsFinished()).isTrue();
    }

    @Test
    void aFailedOpenClosesWhatWasOpenedAndNothingElse() {
        chain(new Noting("first"), new Noting("middle", "open"), new Noting("last"));
        assertThatThrownBy(harness::run).hasMessage("middle fails in open");
        assertThat(calls).containsExactly("open last", "open middle", "close middle", "close last");
        assertThat(harness.outlet(0).closedAsFinished()).isFalse();
    }

    @Test
    void aFailureWhileRunningClosesEveryFunctionOnce() {
        chain(new Noting("first"), new Noting("last", "map"));
        assertThatThrownBy(harness::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("last fails in map")
                .hasStackTraceContaining("LifecycleTest$Noting.map");
        assertThat(calls)
                .containsExactly("open last", "open first", "map first", "map last", "close first", "close last");
        assertThat(harness.outlet(0).closedAsFinished()).isFalse();
    }

    @Test
    void theFirstFailureIsToldAndThoseOfClosingAreKept() {
        chain(new Noting("first", "close"), new Noting("last", "map", "close"));
        assertThatThrownBy(harness::run)
                .hasMessage("last fails in map")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("first fails in close", "last fails in close"));
    }

    @Test
    void aFailedCloseFailsATaskThatHadDoneItsWork() {
        chain(new Noting("first", "close"), new Noting("last"));
        assertThatThrownBy(harness::run).hasMessage("first fails in close");
        assertThat(calls).endsWith("close first", "close last");
        assertThat(harness.outlet(0).closedAsFinished()).isFalse();
    }

    @Test
    void aFailureAtTheEndOfTheInputFailsTheTask() {
        harness.operator(new OperatorSpec.ToSinkFunction<>(new FailsToFinish()), null, LONGS)
                .channel(0, 1, List.of(1L, END));
        assertThatThrownBy(harness::run).hasMessage("cannot finish");
    }

    private static final class FailsToFinish implements SinkFunction<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void finish() {
            throw new IllegalStateException("cannot finish");
        }
    }

    @Test
    void aWriterIsClosedAfterAFailureAndNotFlushed() {
        harness.operator(new OperatorSpec.ToSink<>((Sink<Long>) context -> new FailingWriter(calls)), null, LONGS)
                .channel(0, 1, List.of(1L, END));
        assertThatThrownBy(harness::run).hasMessage("disk full");
        assertThat(calls).containsExactly("close writer");
    }

    private record FailingWriter(List<String> calls) implements SinkWriter<Long> {
        @Override
        public void write(Long element, Context context) {
            throw new IllegalStateException("disk full");
        }

        @Override
        public void flush(boolean endOfInput) {
            calls.add("flush writer");
        }

        @Override
        public void close() {
            calls.add("close writer");
        }
    }

    @Test
    void aCallThatEmitsIntoAFullOutputEndsWhenTheTaskIsCanceled() throws Exception {
        OperatorHarness full = new OperatorHarness(false)
                .operator(
                        new OperatorSpec.FlatMap<Long, Long>((n, out) -> {
                            for (long i = 0; i < 10; i++) {
                                out.collect(i);
                            }
                        }),
                        Types.LONG,
                        LONGS)
                .output(null, Types.LONG)
                .channel(0, 1, List.of(1L));
        Task task = full.build();
        task.open();
        full.cancel();
        assertThatThrownBy(task::step).isInstanceOf(TaskCanceledException.class);
        assertThat(full.received(0)).hasSize(1);
    }
}
