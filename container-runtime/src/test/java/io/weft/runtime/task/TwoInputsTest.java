package io.weft.runtime.task;

import static io.weft.runtime.task.OperatorHarness.END;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.types.Types;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.runtime.channel.Element;
import io.weft.runtime.task.OperatorHarness.Stamped;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where several channels meet: whose turn it is, what time it is, and when all has ended. */
class TwoInputsTest {

    private static final Input LONGS = new Input(Types.LONG, null, null);
    private static final Element IDLE = new Element.Idleness(true);

    private final OperatorHarness harness = new OperatorHarness(true)
            .operator(new OperatorSpec.CoMap<>(new Names()), Types.STRING, LONGS, LONGS)
            .output(null, Types.STRING);

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

    private static Element till(long timestamp) {
        return new Element.Watermark(timestamp);
    }

    private static Stamped none(String record) {
        return new Stamped(record, Element.NO_TIMESTAMP);
    }

    private void openTwo() throws Exception {
        harness.channel(0, 1, List.of()).channel(1, 1, List.of());
        harness.build().open();
    }

    private List<Object> afterAllSteps() throws Exception {
        harness.stepUntilIdle();
        return harness.received(0);
    }

    @Test
    void aBusyInputDoesNotStarveTheOther() throws Exception {
        List<Long> many = Collections.nCopies(100, 7L);
        Task task = harness.channel(0, 1, many).channel(1, 1, many).build();
        task.open();
        while (harness.elementsLeft(0) + harness.elementsLeft(1) > 0) {
            task.step();
            assertThat(harness.elementsLeft(0) - harness.elementsLeft(1)).isBetween(-1, 1);
        }
    }

    @Test
    void anEmptyInputDoesNotHoldUpTheOther() throws Exception {
        openTwo();
        harness.send(1, 1L, 2L);
        assertThat(afterAllSteps()).containsExactly(none("b1"), none("b2"));
    }

    @Test
    void timeIsThatOfTheInputThatIsBehind() throws Exception {
        openTwo();
        harness.send(0, till(10));
        assertThat(afterAllSteps()).isEmpty();
        harness.send(1, till(5), till(7), till(20));
        assertThat(afterAllSteps()).containsExactly(till(5), till(7), till(10));
    }

    @Test
    void anIdleInputDoesNotHoldBackTime() throws Exception {
        openTwo();
        harness.send(0, till(10));
        harness.send(1, IDLE);
        assertThat(afterAllSteps()).containsExactly(till(10));
        harness.send(0, IDLE);
        assertThat(afterAllSteps()).containsExactly(till(10), IDLE);
        harness.send(1, till(12));
        assertThat(afterAllSteps()).containsExactly(till(10), IDLE, till(12), new Element.Idleness(false));
    }

    @Test
    void anEndedInputNoLongerHoldsBackTime() throws Exception {
        openTwo();
        harness.send(0, till(10));
        harness.send(1, till(3), END);
        harness.send(0, till(20), 1L);
        assertThat(afterAllSteps()).containsExactly(till(3), till(20), none("a1"));
    }

    @Test
    void theEndComesOnceAndAfterTheLastRecordOfBoth() throws Exception {
        openTwo();
        harness.send(0, END);
        assertThat(afterAllSteps()).isEmpty();
        harness.send(1, 1L, END);
        assertThat(harness.stepUntilIdle()).isEqualTo(Task.Progress.DONE);
        assertThat(harness.received(0)).containsExactly(none("b1"), END);
    }

    @Test
    void streamsThatAreUnitedArriveInOrderEachAndEndTogether() throws Exception {
        OperatorHarness union = new OperatorHarness(false)
                .operator(new OperatorSpec.Map<Long, Long>(n -> n), Types.LONG, LONGS)
                .output(null, Types.LONG);
        for (long from : new long[] {0, 10, 20}) {
            union.channel(0, 2, List.of(from + 1, from + 2, till(from), from + 3, till(Long.MAX_VALUE), END));
        }
        union.run();
        List<Object> received = union.received(0);
        assertThat(received).hasSize(14).endsWith(till(Long.MAX_VALUE), END).contains(till(0));
        for (long from : new long[] {0, 10, 20}) {
            assertThat(received)
                    .containsSubsequence(
                            new Stamped(from + 1, Element.NO_TIMESTAMP),
                            new Stamped(from + 2, Element.NO_TIMESTAMP),
                            new Stamped(from + 3, Element.NO_TIMESTAMP));
        }
    }
}
