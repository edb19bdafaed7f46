package io.weft.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.functions.Collector;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.co.KeyedCoProcessFunction;
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

/** A function of two keyed inputs: both see a key's state, and its timers fire once, in the order of their times. */
class KeyedTimersTest {

    private static final KeySelector<Long, Long> BY_PARITY = n -> n % 2;
    private static final Input KEYED = new Input(Types.LONG, BY_PARITY, Types.LONG);

    private final OperatorHarness harness = new OperatorHarness(true)
            .operator(new OperatorSpec.KeyedCoProcess<>(new SumOfBoth()), Types.STRING, KEYED, KEYED)
            .output(null, Types.STRING);

    private static final class SumOfBoth extends KeyedCoProcessFunction<Long, Long, Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Long> sum;

        @Override
        public void open(OpenContext openContext) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
        }

        @Override
        public void processElement1(Long value, Context ctx, Collector<String> out) throws Exception {
            add(value, ctx);
        }

        @Override
        public void processElement2(Long value, Context ctx, Collector<String> out) throws Exception {
            add(value, ctx);
        }

        private void add(Long value, Context ctx) throws Exception {
            sum.update(sum.value() == null ? value : sum.value() + value);
            // Odd keys later than even ones; again and again for the same time.
            ctx.timerService().registerEventTimeTimer(100 + 50 * ctx.getCurrentKey());
            ctx.timerService().registerEventTimeTimer(999);
            ctx.timerService().deleteEventTimeTimer(999);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.getCurrentKey() + "=" + sum.value() + " at "
                    + ctx.timerService().currentWatermark());
        }
    }

    @Test
    void bothInputsShareTheStateOfAKeyAndItsTimers() throws Exception {
        harness.channel(0, 1, List.of(1L, 2L, 3L)).channel(1, 1, List.of(4L, 5L, 6L));
        harness.build().open();
        harness.stepUntilIdle();
        assertThat(harness.received(0)).isEmpty();

        harness.send(0, new Element.Watermark(2000));
        harness.send(1, new Element.Watermark(110));
        harness.stepUntilIdle();
        assertThat(harness.received(0)).containsExactly(new Stamped("0=12 at 110", 100), new Element.Watermark(110));

        harness.send(1, new Element.Watermark(2000));
        harness.stepUntilIdle();
        assertThat(harness.received(0))
                .containsExactly(
                        new Stamped("0=12 at 110", 100),
                        new Element.Watermark(110),
                        new Stamped("1=9 at 2000", 150),
                        new Element.Watermark(2000));
    }
}
