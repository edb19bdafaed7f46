package io.weft.runtime.task;

import static io.weft.runtime.task.OperatorHarness.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.checkpoint.FunctionInitializationContext;
import io.weft.api.checkpoint.FunctionSnapshotContext;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.runtime.channel.Element;
import io.weft.runtime.task.OperatorHarness.Stamped;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a process function can do on a stream that is not keyed: ask for the time, but set no timers and keep no keyed state. */
class UnkeyedTimeTest {

    private static final Input LONGS = new Input(Types.LONG, null, null);

    private final OperatorHarness harness = new OperatorHarness(true);

    @Test
    void theWatermarkIsKnown() throws Exception {
        process(new ProcessFunction<>() {
            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                out.collect(context.timerService().currentWatermark());
            }
        });

        harness.run();

        assertThat(harness.received(0))
                .filteredOn(Stamped.class::isInstance)
                .containsExactly(new Stamped(Long.MIN_VALUE, 10), new Stamped(15L, 20));
    }

    @Test
    void timersAreAnErrorThatNamesTheRemedy() {
        process(new ProcessFunction<>() {
            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                context.timerService().registerEventTimeTimer(5);
            }
        });

        assertThatThrownBy(harness::run)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("keyBy()");
    }

    @Test
    void keyedStateIsAnErrorThatNamesTheStateAndTheRemedy() {
        process(new ProcessFunction<>() {
            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            }
        });

        assertThatThrownBy(harness::run)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'count'")
                .hasMessageContaining("keyBy()");
    }

    @Test
    void thereIsNoStoreOfKeyedState() throws Exception {
        process(new AsksForKeyedState());

        harness.run();

        assertThat(harness.received(0)).contains(new Stamped(-1L, 10));
    }

    private static final class AsksForKeyedState extends ProcessFunction<Long, Long> implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private transient boolean none;

        @Override
        public void initializeState(FunctionInitializationContext context) {
            none = context.getKeyedStateStore() == null;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}

        @Override
        public void processElement(Long value, Context context, Collector<Long> out) {
            out.collect(none ? -1L : 1L);
        }
    }

    private void process(ProcessFunction<Long, Long> function) {
        harness.operator(new OperatorSpec.Process<>(function), Types.LONG, LONGS)
                .output(null, Types.LONG)
                .channel(0, 1, List.of(new Stamped(1L, 10), new Element.Watermark(15), new Stamped(2L, 20), END));
    }
}
