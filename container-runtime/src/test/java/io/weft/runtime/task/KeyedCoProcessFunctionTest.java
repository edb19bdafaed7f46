package io.weft.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.functions.Collector;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.co.CoProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.runtime.channel.Element;
import io.weft.runtime.task.OperatorHarness.Stamped;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process function of two inputs that knows of no keys, on keyed streams: both have the timers and the state of a key in common. */
class KeyedCoProcessFunctionTest {

    private static final KeySelector<Long, Long> BY_PARITY = n -> n % 2;
    private static final Input KEYED = new Input(Types.LONG, BY_PARITY, Types.LONG);

    private final OperatorHarness harness = new OperatorHarness(true);

    private static final class SumOfBoth extends CoProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Long> sum;

        @Override
        public void open(OpenContext openContext) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
        }

        @Override
        public void processElement1(Long value, Context ctx, Collector<String> out) throws Exception {
            sum.update(sum.value() == null ? value : sum.value() + value);
            ctx.timerService().registerEventTimeTimer(100);
        }

        @Override
        public void processElement2(Long value, Context ctx, Collector<String> out) throws Exception {
            processElement1(10 * value, ctx, out);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.timeDomain() + " sum " + sum.value());
        }
    }

    @Test
    void aFunctionOfTwoKeyedInputsHasThemToo() throws Exception {
        harness.operator(new OperatorSpec.CoProcess<>(new SumOfBoth()), Types.STRING, KEYED, KEYED)
                .output(null, Types.STRING)
                .channel(0, 1, List.of(1L, 2L))
                .channel(1, 1, List.of(3L, 4L));
        harness.build().open();
        harness.stepUntilIdle();
        assertThat(harness.received(0)).isEmpty();

        harness.send(0, new Element.Watermark(100));
        harness.send(1, new Element.Watermark(100));
        harness.stepUntilIdle();
        assertThat(harness.received(0))
                .contains(new Stamped("EVENT_TIME sum 31", 100), new Stamped("EVENT_TIME sum 42", 100));
    }
}
