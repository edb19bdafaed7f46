package io.weft.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.execution.JobID;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.jobmanager.checkpoint.StateAssignment;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskRestore.OperatorRestore;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import io.weft.state.operator.OperatorStateBackend;
import io.weft.state.snapshot.StateSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator keeps with one parallelism is there with any other, whole and once, when the JobManager has spread it. */
public abstract class AbstractRescalingTest {

    private static final int HIGHEST = 8;
    private static final long KEYS = 100;
    private static final OperatorId OPERATOR = new OperatorId(0, 1);

    private final ValueStateDescriptor<Long> value = new ValueStateDescriptor<>("value", LongSerializer.INSTANCE);
    private final MapStateDescriptor<String, Long> map =
            new MapStateDescriptor<>("map", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
    private final ListStateDescriptor<Long> split = new ListStateDescriptor<>("split", LongSerializer.INSTANCE);
    private final ListStateDescriptor<Long> union = new ListStateDescriptor<>("union", LongSerializer.INSTANCE);
    private final MapStateDescriptor<String, Long> broadcast =
            new MapStateDescriptor<>("broadcast", StringSerializer.INSTANCE, LongSerializer.INSTANCE);

    @TempDir
    private Path directory;

    /** The backend under test. */
    protected abstract KeyedStateBackendFactory factory();

    private static JobGraph job(int parallelism) {
        JobVertex vertex = new JobVertex(
                "Operator",
                parallelism,
                BackendFixture.MAX_PARALLELISM,
                "default",
                List.of(new JobVertex.Member(OPERATOR, "Operator", false)),
                new byte[0]);
        return new JobGraph(new JobID(0, 1), "job", List.of(vertex), List.of(), Map.of(), List.of());
    }

    private static List<TaskRestore> assign(List<SubtaskState> former, int parallelism) throws Exception {
        OperatorState state = new OperatorState(OPERATOR, "Operator", BackendFixture.MAX_PARALLELISM, null, former);
        CheckpointMetadata checkpoint =
                new CheckpointMetadata(new JobID(0, 1), "job", BackendFixture.order(1), List.of(state));
        return StateAssignment.of(job(parallelism), checkpoint, false).get(0);
    }

    private static List<SubtaskState> states(List<KeyedSnapshot> keyed, List<OperatorStateSnapshot> lists) {
        List<SubtaskState> states = new ArrayList<>();
        int subtasks = Math.max(keyed.size(), lists.size());
        for (int i = 0; i < subtasks; i++) {
            states.add(new SubtaskState(
                    false, keyed.isEmpty() ? null : keyed.get(i), lists.isEmpty() ? null : lists.get(i), List.of()));
        }
        return states;
    }

    // ---- keyed state

    @Test
    void everyKeyKeepsItsStateAndItsTimers() throws Exception {
        BackendFixture fixture = new BackendFixture(factory(), directory);
        for (int before = 1; before <= HIGHEST; before++) {
            List<SubtaskState> written = write(fixture, before);
            for (int now = 1; now <= HIGHEST; now++) {
                List<SubtaskState> moved = check(fixture, written, now, before + " to " + now);
                check(fixture, moved, before, before + " to " + now + " and back");
            }
        }
    }

    private List<SubtaskState> write(BackendFixture fixture, int parallelism) throws Exception {
        List<KeyedStateBackend> backends = fixture.openAll(LongSerializer.INSTANCE, parallelism, List.of());
        for (long key = 0; key < KEYS; key++) {
            KeyedStateBackend backend = backends.get(BackendFixture.subtask(key, parallelism));
            backend.setCurrentKey(key);
            backend.state(value).update(7 * key);
            backend.state(map).put("a", key);
            backend.state(map).put("b" + key, -key);
            backend.timers("timers", StringSerializer.INSTANCE).add("n" + key % 3, 10 * key);
        }
        return snapshots(backends);
    }

    private static List<SubtaskState> snapshots(List<KeyedStateBackend> backends) throws Exception {
        List<KeyedSnapshot> snapshots = new ArrayList<>();
        for (KeyedStateBackend backend : backends) {
            snapshots.add(BackendFixture.snapshot(backend));
            backend.close();
        }
        return states(snapshots, List.of());
    }

    /** @return what was restored, written again */
    private List<SubtaskState> check(BackendFixture fixture, List<SubtaskState> written, int parallelism, String what)
            throws Exception {
        List<TaskRestore> restores = assign(written, parallelism);
        List<KeyedStateBackend> backends = new ArrayList<>();
        Map<Long, Integer> visits = new HashMap<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorRestore own = restores.get(subtask).operators().get(0);
            KeyedStateBackend backend = fixture.open(LongSerializer.INSTANCE, subtask, parallelism, own.keyed());
            backends.add(backend);
            int here = subtask;
            backend.forEachKey(value, (key, state) -> {
                visits.merge((Long) key, 1, Integer::sum);
                assertThat(BackendFixture.subtask(key, parallelism)).as(what).isEqualTo(here);
            });
        }
        assertThat(visits).as(what).hasSize((int) KEYS);
        assertThat(visits.values()).as(what).containsOnly(1);
        for (long key = 0; key < KEYS; key++) {
            KeyedStateBackend backend = backends.get(BackendFixture.subtask(key, parallelism));
            backend.setCurrentKey(key);
            assertThat(backend.state(value).value()).as(what).isEqualTo(7 * key);
            assertThat(backend.state(map).entries())
                    .as(what)
                    .containsExactlyInAnyOrder(Map.entry("a", key), Map.entry("b" + key, -key));
        }
        List<SubtaskState> again = snapshots(backends);
        checkTimers(fixture, again, parallelism, what);
        return again;
    }

    private static void checkTimers(BackendFixture fixture, List<SubtaskState> written, int parallelism, String what)
            throws Exception {
        List<Long> times = new ArrayList<>();
        List<TaskRestore> restores = assign(written, parallelism);
        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorRestore own = restores.get(subtask).operators().get(0);
            try (KeyedStateBackend backend = fixture.open(LongSerializer.INSTANCE, subtask, parallelism, own.keyed())) {
                TimerQueue<String> timers = backend.timers("timers", StringSerializer.INSTANCE);
                for (TimerQueue.Timer<String> timer = timers.poll(); timer != null; timer = timers.poll()) {
                    long key = (Long) timer.key();
                    assertThat(timer.time()).isEqualTo(10 * key);
                    assertThat(timer.namespace()).isEqualTo("n" + key % 3);
                    assertThat(BackendFixture.subtask(key, parallelism)).isEqualTo(subtask);
                    times.add(timer.time());
                }
            }
        }
        assertThat(times)
                .as(what)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, KEYS).map(key -> 10 * key).boxed().toList());
    }

    // ---- operator state

    private static OperatorStateBackend open(int subtask, TaskRestore restore) throws Exception {
        return new OperatorStateBackend(
                "Operator",
                subtask,
                restore == null ? List.of() : restore.operators().get(0).operatorState(),
                StateSource.files(),
                new ExecutionConfig(),
                AbstractRescalingTest.class.getClassLoader());
    }

    @Test
    void everyItemOfAListIsThereOnceOrEverywhereAsItsKindSays() throws Exception {
        Random random = new Random(1);
        for (int before = 1; before <= HIGHEST; before++) {
            List<OperatorStateBackend> former = new ArrayList<>();
            List<Long> items = new ArrayList<>();
            for (int subtask = 0; subtask < before; subtask++) {
                OperatorStateBackend backend = open(subtask, null);
                for (int i = random.nextInt(5); i > 0; i--) {
                    items.add((long) items.size());
                    backend.getListState(split).add(items.get(items.size() - 1));
                    backend.getUnionListState(union).add(items.get(items.size() - 1));
                }
                backend.getBroadcastState(broadcast).put("rule", 42L);
                former.add(backend);
            }
            for (int now = 1; now <= HIGHEST; now++) {
                List<OperatorStateBackend> moved = checkLists(written(former), now, items);
                checkLists(written(moved), before, items);
            }
        }
    }

    private static List<SubtaskState> written(List<OperatorStateBackend> backends) throws Exception {
        List<OperatorStateSnapshot> snapshots = new ArrayList<>();
        for (OperatorStateBackend backend : backends) {
            snapshots.add(backend.snapshot().write(new MemoryStorage()));
        }
        return states(List.of(), snapshots);
    }

    private List<OperatorStateBackend> checkLists(List<SubtaskState> written, int parallelism, List<Long> items)
            throws Exception {
        List<TaskRestore> restores = assign(written, parallelism);
        List<OperatorStateBackend> backends = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorStateBackend backend = open(subtask, restores.get(subtask));
            backend.getListState(split).get().forEach(all::add);
            List<Long> everything = new ArrayList<>();
            backend.getUnionListState(union).get().forEach(everything::add);
            assertThat(everything).containsExactlyElementsOf(items);
            assertThat(backend.getBroadcastState(broadcast).immutableEntries()).containsExactly(Map.entry("rule", 42L));
            // A union is written by all, and would be read as many times: it is the user's to keep his part of it.
            backend.getUnionListState(union).update(List.copyOf(own(items, subtask, parallelism)));
            backends.add(backend);
        }
        assertThat(all).containsExactlyElementsOf(items);
        return backends;
    }

    private static List<Long> own(List<Long> items, int subtask, int parallelism) {
        return items.subList(items.size() * subtask / parallelism, items.size() * (subtask + 1) / parallelism);
    }
}
