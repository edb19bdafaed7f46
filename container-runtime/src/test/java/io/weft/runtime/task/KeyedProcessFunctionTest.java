package io.weft.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.functions.Collector;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.OutputTag;
import io.weft.api.functions.process.ProcessFunction;
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

/** A process function that knows of no keys, on a keyed stream: it has the timers and the state of the record's key all the same. */
class KeyedProcessFunctionTest {

    private static final KeySelector<Long, Long> BY_PARITY = n -> n % 2;
    private static final Input KEYED = new Input(Types.LONG, BY_PARITY, Types.LONG);
    private static final OutputTag<String> DOMAINS = new OutputTag<>("domains", Types.STRING);

    private final OperatorHarness harness = new OperatorHarness(true);

    private static final class Sum extends ProcessFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Long> sum;

        @Override
        public void open(OpenContext openContext) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
        }

        @Override
        public void processElement(Long value, Context ctx, Collector<String> out) throws Exception {
            sum.update(sum.value() == null ? value : sum.value() + value);
            ctx.timerService().registerEventTimeTimer(100);
            ctx.timerService().registerEventTimeTimer(200);
            ctx.timerService().deleteEventTimeTimer(200);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect("sum " + sum.value());
            ctx.output(DOMAINS, ctx.timeDomain() + " " + ctx.timestamp());
        }
    }

    @Test
    void aProcessFunctionHasTimersAndStateOfTheKey() throws Exception {
        harness.operator(new OperatorSpec.Process<>(new Sum()), Types.STRING, KEYED)
                .output(null, Types.STRING)
                .output(DOMAINS, Types.STRING)
                .channel(0, 2, List.of(1L, 2L, 3L, 4L, new Element.Watermark(300)));
        harness.build().open();
        harness.stepUntilIdle();

        assertThat(harness.received(0))
                .containsExactlyInAnyOrder(
                        new Stamped("sum 4", 100), new Stamped("sum 6", 100), new Element.Watermark(300));
        assertThat(harness.received(1)).contains(new Stamped("EVENT_TIME 100", 100));
    }

    private static final class Clocked extends ProcessFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long value, Context ctx, Collector<String> out) {
            ctx.timerService().registerProcessingTimeTimer(ctx.timerService().currentProcessingTime());
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(ctx.timeDomain() + " " + ctx.timestamp());
        }
    }

    @Test
    void timersGoByTheClockToo() throws Exception {
        harness.operator(new OperatorSpec.Process<>(new Clocked()), Types.STRING, KEYED)
                .output(null, Types.STRING)
                .channel(0, 1, List.of(1L));
        harness.build().open();
        harness.stepUntilIdle();

        assertThat(harness.received(0)).containsExactly(new Stamped("PROCESSING_TIME null", Element.NO_TIMESTAMP));
    }
}
