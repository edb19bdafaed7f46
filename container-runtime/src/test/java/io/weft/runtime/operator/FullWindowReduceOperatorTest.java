package io.weft.runtime.operator;

import io.weft.runtime.chain.Timers;

import io.weft.runtime.chain.Receiver;

import io.weft.runtime.chain.Outputs;

import io.weft.runtime.chain.OperatorContext;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.functions.rich.RuntimeContext;
import io.weft.model.Clock;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FullWindowReduceOperatorTest {

    private final List<Object> received = new ArrayList<>();

    private final FullWindowReduceOperator operator = new FullWindowReduceOperator(
            new OperatorContext("sum", new Outputs(new Recorder(), Map.of()), noRuntime(), Clock.SYSTEM, new Timers()),
            null,
            new Folds.Kept((a, b) -> (Long) a + (Long) b, record -> (Long) record % 100));

    @Test
    void emitsOneRecordAKeyWhenTheInputHasEnded() throws Exception {
        for (long i = 0; i < 1000; i++) {
            operator.process(i, i);
        }
        assertThat(received).isEmpty();

        operator.endOfInput();
        assertThat(received).hasSize(101).endsWith("end");
        // Key k has the records k, k + 100, ..., k + 900.
        assertThat(received).contains(4500L, 4510L, 5490L);
    }

    @Test
    void anEmptyInputHasNoResult() throws Exception {
        operator.endOfInput();
        assertThat(received).containsExactly("end");
    }

    private static RuntimeContext noRuntime() {
        return (RuntimeContext) Proxy.newProxyInstance(
                RuntimeContext.class.getClassLoader(), new Class<?>[] {RuntimeContext.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private final class Recorder implements Receiver {
        @Override
        public void process(Object record, long timestamp) {
            received.add(record);
        }

        @Override
        public void watermark(long timestamp) {}

        @Override
        public void idleness(boolean idle) {}

        @Override
        public void endOfInput() {
            received.add("end");
        }
    }
}
