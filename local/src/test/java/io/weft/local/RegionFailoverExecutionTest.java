package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.MapFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichMapFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.types.Types;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two pipelines in one job, of which one throws: the other one never notices. */
@Timeout(120)
class RegionFailoverExecutionTest {

    private static final int AFTERWARDS = 100;

    private static final AtomicInteger FAILING_OPENED = new AtomicInteger();
    private static final AtomicInteger STEADY_OPENED = new AtomicInteger();
    private static final AtomicInteger STEADY_CLOSED = new AtomicInteger();
    private static final List<Long> FAILING = new CopyOnWriteArrayList<>();
    /** How far the other pipeline has come: each number is one more than the one before. */
    private static final AtomicLong STEADY = new AtomicLong();

    @TempDir
    private Path checkpoints;

    @BeforeEach
    void forget() {
        FAILING_OPENED.set(0);
        STEADY_OPENED.set(0);
        STEADY_CLOSED.set(0);
        FAILING.clear();
        STEADY.set(0);
    }

    @Test
    void theOtherPipelineIsNeitherStoppedNorRestarted() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(10);
        env.configure(Configuration.fromMap(Map.of(
                "execution.checkpointing.dir",
                checkpoints.toUri().toString(),
                "restart-strategy.type",
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                "2",
                "restart-strategy.fixed-delay.delay",
                "10 ms")));
        env.fromSequence(0, 9).map(new FailTwice()).keyBy(n -> n).map(new Keep());
        env.addSource(new UntilTheOtherHasRecovered())
                .returns(Types.LONG)
                .keyBy(n -> 0)
                .map(new Steady());

        env.execute();

        assertThat(FAILING_OPENED).hasValue(3);
        assertThat(FAILING)
                .containsExactlyElementsOf(LongStream.range(0, 10).boxed().toList());
        assertThat(STEADY_OPENED).hasValue(1);
        assertThat(STEADY_CLOSED).hasValue(1);
        assertThat(STEADY).hasValueGreaterThan(AFTERWARDS);
    }

    /** Fails when the other pipeline runs, and once more after the restart. */
    private static final class FailTwice extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext openContext) {
            FAILING_OPENED.incrementAndGet();
        }

        @Override
        public Long map(Long value) throws Exception {
            long before = STEADY.get();
            while (FAILING_OPENED.get() < 3 && STEADY.get() < before + 5) {
                Thread.onSpinWait();
            }
            if (FAILING_OPENED.get() < 3) {
                throw new IllegalStateException("failure " + FAILING_OPENED.get());
            }
            return value;
        }
    }

    private static final class Keep implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long value) {
            FAILING.add(value);
            return value;
        }
    }

    private static final class UntilTheOtherHasRecovered implements SourceFunction<Long> {
        private static final long serialVersionUID = 1L;

        private transient volatile boolean canceled;

        @Override
        public void run(SourceContext<Long> ctx) {
            long next = 0;
            long last = Long.MAX_VALUE;
            while (!canceled && next < last) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(next++);
                }
                if (FAILING.size() == 10 && last == Long.MAX_VALUE) {
                    last = next + AFTERWARDS;
                }
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }
    }

    private static final class Steady extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext openContext) {
            STEADY_OPENED.incrementAndGet();
        }

        @Override
        public Long map(Long value) {
            if (!STEADY.compareAndSet(value, value + 1)) {
                throw new IllegalStateException(value + " came after " + STEADY);
            }
            return value;
        }

        @Override
        public void close() {
            STEADY_CLOSED.incrementAndGet();
        }
    }
}
