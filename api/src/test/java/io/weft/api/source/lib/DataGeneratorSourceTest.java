package io.weft.api.source.lib;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.source.InputStatus;
import io.weft.api.types.Types;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class DataGeneratorSourceTest {

    @Test
    void makesARecordOfEachNumberFromZero() throws Exception {
        var source = new DataGeneratorSource<>(number -> "r" + number, 3, Types.STRING);

        List<List<String>> emitted = new SourceHarness<>(source, 2).runToEnd();

        assertThat(emitted.stream().flatMap(List::stream)).containsExactlyInAnyOrder("r0", "r1", "r2");
    }

    @Test
    void endsAtOnceIfThereIsNothingToMake() throws Exception {
        var source = new DataGeneratorSource<>(number -> "r" + number, 0, Types.STRING);

        assertThat(new SourceHarness<>(source, 2).runToEnd()).containsExactly(List.of(), List.of());
    }

    @Test
    void aLimitedReaderEmitsOneRecordAPermit() throws Exception {
        ManualLimiter limiter = new ManualLimiter();
        var source = new DataGeneratorSource<>(number -> number, 10, parallelism -> limiter, Types.LONG);
        SourceHarness<Long, ?, ? extends Collection<?>> harness = new SourceHarness<>(source, 1);

        assertThat(harness.poll(0)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(harness.reader(0).isAvailable()).isNotDone();

        limiter.permit();

        assertThat(harness.reader(0).isAvailable()).isDone();
        harness.poll(0);
        harness.poll(0);
        assertThat(harness.emittedBy(0)).containsExactly(0L);
    }

    /** Gives permits when the test says so. */
    private static final class ManualLimiter implements RateLimiter {
        private CompletableFuture<Void> next = new CompletableFuture<>();

        @Override
        public CompletionStage<Void> acquire() {
            return next;
        }

        void permit() {
            CompletableFuture<Void> permitted = next;
            next = new CompletableFuture<>();
            permitted.complete(null);
        }
    }
}
