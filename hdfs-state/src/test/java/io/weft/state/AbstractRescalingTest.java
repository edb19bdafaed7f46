package io.weft.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.TaskRestore.OperatorRestore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keys have with one parallelism is there with any other, whole and once, when the JobManager has spread it. */
public abstract class AbstractRescalingTest {

    private static final int HIGHEST = 8;
    private static final long KEYS = 100;

    private final ValueStateDescriptor<Long> value = new ValueStateDescriptor<>("value", LongSerializer.INSTANCE);

    @TempDir
    private Path directory;

    /** The backend under test. */
    protected abstract KeyedStateBackendFactory factory();

    /** What is taken for the next parallelism. */
    protected CheckpointOrder order() {
        return BackendFixture.order(1);
    }

    /** True if what was restored with a parallelism is taken back to the one before. */
    protected boolean comesBackFrom(int parallelism) {
        return true;
    }

    @Test
    void everyKeyKeepsItsStateAndItsTimers() throws Exception {
        BackendFixture fixture = new BackendFixture(factory(), directory);
        for (int before = 1; before <= HIGHEST; before++) {
            List<SubtaskState> written = write(fixture, before);
            for (int now = 1; now <= HIGHEST; now++) {
                List<SubtaskState> moved = check(fixture, written, now, before + " to " + now);
                if (comesBackFrom(now)) {
                    check(fixture, moved, before, before + " to " + now + " and back");
                }
            }
        }
    }

    private List<SubtaskState> write(BackendFixture fixture, int parallelism) throws Exception {
        List<KeyedStateBackend> backends = fixture.openAll(LongSerializer.INSTANCE, parallelism, List.of());
        for (long key = 0; key < KEYS; key++) {
            KeyedStateBackend backend = backends.get(BackendFixture.subtask(key, parallelism));
            backend.setCurrentKey(key);
            backend.state(value).update(7 * key);
            backend.timers("timers", StringSerializer.INSTANCE).add("n" + key % 3, 10 * key);
        }
        List<SubtaskState> written = snapshots(backends);
        close(backends);
        return written;
    }

    private List<SubtaskState> snapshots(List<KeyedStateBackend> backends) throws Exception {
        List<KeyedSnapshot> snapshots = new ArrayList<>();
        for (KeyedStateBackend backend : backends) {
            snapshots.add(backend.snapshot(order()).write(new MemoryStorage()));
        }
        return Rescaling.written(snapshots, List.of());
    }

    private static void close(List<KeyedStateBackend> backends) throws Exception {
        for (KeyedStateBackend backend : backends) {
            backend.close();
        }
    }

    /** @return what was restored, written again */
    private List<SubtaskState> check(BackendFixture fixture, List<SubtaskState> written, int parallelism, String what)
            throws Exception {
        List<OperatorRestore> restores = Rescaling.assign(written, parallelism);
        List<KeyedStateBackend> backends = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            List<KeyedSnapshot> own = restores.get(subtask).keyed();
            backends.add(fixture.open(LongSerializer.INSTANCE, subtask, parallelism, own));
        }
        checkState(backends, what);
        List<SubtaskState> again = comesBackFrom(parallelism) ? snapshots(backends) : List.of();
        checkTimers(backends, what);
        close(backends);
        return again;
    }

    private void checkState(List<KeyedStateBackend> backends, String what) throws Exception {
        Map<Long, Integer> visits = new HashMap<>();
        for (KeyedStateBackend backend : backends) {
            backend.forEachKey(value, (key, state) -> {
                visits.merge((Long) key, 1, Integer::sum);
                assertThat(backends.get(BackendFixture.subtask(key, backends.size())))
                        .as(what)
                        .isSameAs(backend);
            });
        }
        assertThat(visits).as(what).hasSize((int) KEYS);
        assertThat(visits.values()).as(what).containsOnly(1);
        for (long key = 0; key < KEYS; key++) {
            KeyedStateBackend backend = backends.get(BackendFixture.subtask(key, backends.size()));
            backend.setCurrentKey(key);
            assertThat(backend.state(value).value()).as(what).isEqualTo(7 * key);
        }
    }

    /** Takes all timers. */
    private static void checkTimers(List<KeyedStateBackend> backends, String what) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int subtask = 0; subtask < backends.size(); subtask++) {
            TimerQueue<String> timers = backends.get(subtask).timers("timers", StringSerializer.INSTANCE);
            for (TimerQueue.Timer<String> timer = timers.poll(); timer != null; timer = timers.poll()) {
                long key = (Long) timer.key();
                assertThat(timer.time()).isEqualTo(10 * key);
                assertThat(timer.namespace()).isEqualTo("n" + key % 3);
                assertThat(BackendFixture.subtask(key, backends.size())).isEqualTo(subtask);
                times.add(timer.time());
            }
        }
        assertThat(times)
                .as(what)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, KEYS).map(key -> 10 * key).boxed().toList());
    }
}
