package io.weft.state.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapStateDescriptor;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.TaskRestore.OperatorRestore;
import io.weft.state.MemoryStorage;
import io.weft.state.Rescaling;
import io.weft.state.snapshot.StateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an operator's subtasks keep with one parallelism is there with any other when the JobManager has spread it. */
class OperatorStateRescalingTest {

    private static final int HIGHEST = 8;

    private final ListStateDescriptor<Long> split = new ListStateDescriptor<>("split", LongSerializer.INSTANCE);
    private final ListStateDescriptor<Long> union = new ListStateDescriptor<>("union", LongSerializer.INSTANCE);
    private final MapStateDescriptor<String, Long> broadcast =
            new MapStateDescriptor<>("broadcast", StringSerializer.INSTANCE, LongSerializer.INSTANCE);

    private static OperatorStateBackend open(int subtask, OperatorRestore restore) throws Exception {
        return new OperatorStateBackend(
                "Operator",
                subtask,
                restore == null ? List.of() : restore.operatorState(),
                StateSource.files(),
                new ExecutionConfig(),
                OperatorStateRescalingTest.class.getClassLoader());
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
        return Rescaling.written(List.of(), snapshots);
    }

    private List<OperatorStateBackend> checkLists(List<SubtaskState> written, int parallelism, List<Long> items)
            throws Exception {
        List<OperatorRestore> restores = Rescaling.assign(written, parallelism);
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
