package io.weft.state.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.composite.ListSerializer;
import io.weft.api.state.BroadcastState;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapStateDescriptor;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.model.checkpoint.OperatorStateSnapshot.StateList;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.TaskRestore.Items;
import io.weft.model.checkpoint.TaskRestore.Share;
import io.weft.state.MemoryStorage;
import io.weft.state.StateMigrationException;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateSource;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorStateBackendTest {

    private static final ListStateDescriptor<Long> NUMBERS = new ListStateDescriptor<>("numbers", Long.class);
    private static final MapStateDescriptor<String, Long> RULES =
            new MapStateDescriptor<>("rules", String.class, Long.class);

    private static OperatorStateBackend open(int subtask, Share... restored) throws Exception {
        return new OperatorStateBackend(
                "Source",
                subtask,
                Arrays.asList(restored),
                StateSource.files(),
                new ExecutionConfig(),
                OperatorStateBackendTest.class.getClassLoader());
    }

    private static OperatorStateSnapshot snapshot(OperatorStateBackend backend) throws Exception {
        return backend.snapshot().write(new MemoryStorage());
    }

    private static Share all(OperatorStateSnapshot snapshot) {
        List<Items> items = new ArrayList<>();
        snapshot.lists().forEach(list -> items.add(new Items(list.name(), 0, list.items())));
        return new Share(snapshot, items);
    }

    @Test
    void aSnapshotTellsWhatListsItHoldsAndIsRestoredWhole() throws Exception {
        OperatorStateBackend backend = open(0);
        backend.getListState(NUMBERS).addAll(List.of(1L, 2L, 3L));
        backend.getUnionListState(new ListStateDescriptor<>("all", String.class))
                .add("a");
        BroadcastState<String, Long> rules = backend.getBroadcastState(RULES);
        rules.put("x", 1L);
        rules.put("y", null);

        OperatorStateSnapshot snapshot = snapshot(backend);

        assertThat(snapshot.lists())
                .containsExactlyInAnyOrder(
                        new StateList("numbers", Mode.SPLIT, 3),
                        new StateList("all", Mode.UNION, 1),
                        new StateList("rules", Mode.BROADCAST, 2));
        OperatorStateBackend restored = open(0, all(snapshot));
        assertThat(restored.getRegisteredStateNames()).containsExactly("all", "numbers");
        assertThat(restored.getRegisteredBroadcastStateNames()).containsExactly("rules");
        assertThat(restored.getListState(NUMBERS).get()).containsExactly(1L, 2L, 3L);
        assertThat(restored.getUnionListState(new ListStateDescriptor<>("all", String.class))
                        .get())
                .containsExactly("a");
        assertThat(restored.getBroadcastState(RULES).immutableEntries())
                .containsExactly(Map.entry("x", 1L), new AbstractMap.SimpleEntry<>("y", null));
    }

    @Test
    void sharesOfSeveralSubtasksMakeOneList() throws Exception {
        OperatorStateBackend first = open(0);
        first.getListState(NUMBERS).addAll(List.of(1L, 2L, 3L));
        OperatorStateBackend second = open(1);
        second.getListState(NUMBERS).addAll(List.of(4L, 5L));

        OperatorStateBackend restored = open(
                0,
                new Share(snapshot(first), List.of(new Items("numbers", 1, 2))),
                new Share(snapshot(second), List.of(new Items("numbers", 0, 1))));

        assertThat(restored.getListState(NUMBERS).get()).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aSnapshotHoldsWhatWasThereWhenItWasTaken() throws Exception {
        OperatorStateBackend backend = open(0);
        ListState<List<Long>> lists =
                backend.getListState(new ListStateDescriptor<>("lists", new ListSerializer<>(LongSerializer.INSTANCE)));
        List<Long> element = new ArrayList<>(List.of(1L));
        lists.add(element);

        SnapshotWork<OperatorStateSnapshot> work = backend.snapshot();
        element.add(2L);
        lists.add(List.of(3L));

        OperatorStateBackend restored = open(0, all(work.write(new MemoryStorage())));
        assertThat(restored.getListState(
                                new ListStateDescriptor<>("lists", new ListSerializer<>(LongSerializer.INSTANCE)))
                        .get())
                .containsExactly(List.of(1L));
    }

    @Test
    void whatNobodyAsksForIsPassedOnAndWhatWasUnitedOnlyOnce() throws Exception {
        OperatorStateBackend backend = open(0);
        backend.getListState(NUMBERS).addAll(List.of(1L, 2L));
        backend.getUnionListState(new ListStateDescriptor<>("all", Long.class)).add(9L);
        Share everything = all(snapshot(backend));

        List<StateList> ofFirst = snapshot(open(0, everything)).lists();
        List<StateList> ofSecond = snapshot(open(1, everything)).lists();

        assertThat(ofFirst)
                .containsExactlyInAnyOrder(
                        new StateList("numbers", Mode.SPLIT, 2), new StateList("all", Mode.UNION, 1));
        assertThat(ofSecond).containsExactly(new StateList("numbers", Mode.SPLIT, 2));
    }

    @Test
    void anotherTypeOrKindIsRefused() throws Exception {
        OperatorStateBackend backend = open(0);
        backend.getListState(NUMBERS).add(1L);
        Share everything = all(snapshot(backend));

        assertThatThrownBy(() -> open(0, everything).getListState(new ListStateDescriptor<>("numbers", String.class)))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageContainingAll("'numbers'", "'Source'", "Long", "String");
        assertThatThrownBy(() -> open(0, everything).getUnionListState(NUMBERS))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageContainingAll("SPLIT", "UNION");
        assertThatThrownBy(() -> backend.getUnionListState(NUMBERS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void damagedStateIsRefused() throws Exception {
        OperatorStateBackend backend = open(0);
        backend.getListState(NUMBERS).add(1L);
        OperatorStateSnapshot snapshot = snapshot(backend);
        ((StateHandle.Inline) snapshot.bytes()).bytes()[20] ^= 1;

        assertThatThrownBy(() -> open(0, all(snapshot))).isInstanceOf(CorruptCheckpointException.class);
    }
}
