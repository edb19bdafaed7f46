package io.weft.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.serialization.RenamedClasses;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.AggregatingState;
import io.weft.api.state.AggregatingStateDescriptor;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ReducingState;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.DynamicTypeInfo;
import io.weft.api.types.TypeInformation;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs may rely on, whatever the backend, in the corners that random use does not reach. */
public abstract class AbstractStateSemanticsTest {

    private static final TypeSerializer<Long> LONG = LongSerializer.INSTANCE;
    private static final TypeSerializer<String> STRING = StringSerializer.INSTANCE;

    @TempDir
    private Path directory;

    private BackendFixture fixture;
    private KeyedStateBackend backend;

    /** The backend under test. */
    protected abstract KeyedStateBackendFactory factory();

    @BeforeEach
    void open() throws Exception {
        fixture = new BackendFixture(factory(), directory);
        backend = fixture.open(STRING);
    }

    private static <T> List<T> list(Iterable<T> elements) {
        List<T> list = new ArrayList<>();
        elements.forEach(list::add);
        return list;
    }

    @Test
    @SuppressWarnings("deprecation") // programs still give defaults
    void aValueThatWasNeverWrittenIsTheDefault() throws Exception {
        ValueState<Long> state = backend.state(new ValueStateDescriptor<>("v", LONG, 7L));
        backend.setCurrentKey("a");
        assertThat(state.value()).isEqualTo(7);
        state.update(8L);
        assertThat(state.value()).isEqualTo(8);
        state.update(null);
        assertThat(state.value()).isEqualTo(7);
        assertThat(backend.state(new ValueStateDescriptor<>("none", LONG)).value())
                .isNull();
    }

    @Test
    void theSameNameIsTheSameState() throws Exception {
        ValueState<Long> state = backend.state(new ValueStateDescriptor<>("v", LONG));
        assertThat(backend.state(new ValueStateDescriptor<>("v", LONG))).isSameAs(state);
        assertThatThrownBy(() -> backend.state(new ListStateDescriptor<>("v", LONG)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'v'", "'Operator'");
        assertThatThrownBy(() -> backend.timers("v", LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backend.state(new ValueStateDescriptor<>("v", LONG), STRING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stateWithoutAKeyAndANullKeyAreRefused() throws Exception {
        ValueState<Long> state = backend.state(new ValueStateDescriptor<>("v", LONG));
        assertThatThrownBy(state::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'v'");
        assertThatThrownBy(() -> backend.setCurrentKey(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aKeyOfAnotherSubtaskIsRefused() throws Exception {
        KeyedStateBackend second = fixture.open(LONG, 1, 2, List.of());
        long key = 0;
        while (BackendFixture.subtask(key, 2) == 1) {
            key++;
        }
        long foreign = key;
        assertThatThrownBy(() -> second.setCurrentKey(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hashCode()");
    }

    @Test
    void aRestoredKeyThatHashesToAnotherKeyGroupThanBeforeIsRefused() throws Exception {
        ValueStateDescriptor<Long> value = new ValueStateDescriptor<>("v", LONG);
        backend.setCurrentKey("a");
        backend.state(value).update(1L);
        KeyedSnapshot.Canonical written = (KeyedSnapshot.Canonical) BackendFixture.snapshot(backend);
        List<StateHandle.Section> groups = new ArrayList<>(written.groups());
        Collections.rotate(groups, 1);
        KeyedSnapshot moved = new KeyedSnapshot.Canonical(written.range(), written.bytes(), written.header(), groups);
        try (KeyedStateBackend restored = fixture.open(STRING, moved)) {
            assertThatThrownBy(() -> restored.state(value))
                    .isInstanceOf(StateMigrationException.class)
                    .hasMessageContaining("'v'")
                    .hasMessageContaining("hashCode()");
        }
    }

    @Test
    void nullIsNoElement() throws Exception {
        backend.setCurrentKey("a");
        ListState<Long> list = backend.state(new ListStateDescriptor<>("l", LONG));
        List<Long> withNull = new ArrayList<>(List.of(1L));
        withNull.add(null);
        assertThatThrownBy(() -> list.add(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.addAll(withNull)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.update(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.update(withNull)).isInstanceOf(NullPointerException.class);
        assertThat(list(list.get())).isEmpty();
        ReducingState<Long> reducing = backend.state(new ReducingStateDescriptor<>("r", Long::sum, LONG));
        assertThatThrownBy(() -> reducing.add(null)).isInstanceOf(NullPointerException.class);
        assertThat(reducing.get()).isNull();
        MapState<String, Long> map = backend.state(new MapStateDescriptor<>("m", STRING, LONG));
        assertThatThrownBy(() -> map.put(null, 1L)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aListThatWasReadIsNotDisturbed() throws Exception {
        backend.setCurrentKey("a");
        ListState<Long> list = backend.state(new ListStateDescriptor<>("l", LONG));
        list.addAll(List.of(1L, 2L));
        Iterable<Long> read = list.get();
        list.add(3L);
        list.clear();
        list.add(4L);
        assertThat(read).containsExactly(1L, 2L);
        list.update(list(list.get()));
        assertThat(list.get()).containsExactly(4L);
        list.update(List.of());
        assertThat(list(list.get())).isEmpty();
    }

    @Test
    void mapsAreChangedThroughTheirIterators() throws Exception {
        backend.setCurrentKey("a");
        MapState<String, Long> map = backend.state(new MapStateDescriptor<>("m", STRING, LONG));
        for (long i = 0; i < 100; i++) {
            map.put("k" + i, i);
        }
        Iterator<Map.Entry<String, Long>> entries = map.iterator();
        assertThatThrownBy(entries::remove).isInstanceOf(IllegalStateException.class);
        while (entries.hasNext()) {
            Map.Entry<String, Long> entry = entries.next();
            if (entry.getValue() % 2 == 0) {
                entries.remove();
            } else {
                entry.setValue(-entry.getValue());
                assertThat(entry.getValue()).isNegative();
            }
        }
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
        assertThat(list(map.keys())).hasSize(50);
        assertThat(list(map.values())).allMatch(value -> value < 0);
        assertThat(map.contains("k2")).isFalse();
        assertThat(map.get("k3")).isEqualTo(-3);
        Iterator<String> keys = map.keys().iterator();
        while (keys.hasNext()) {
            keys.next();
            keys.remove();
        }
        assertThat(map.isEmpty()).isTrue();
        map.putAll(Map.of("x", 1L));
        assertThat(map.isEmpty()).isFalse();
    }

    @Test
    void entriesOfAMapMayBeTakenAwayWhileItIsGoneThrough() throws Exception {
        backend.setCurrentKey("a");
        MapState<String, Long> map = backend.state(new MapStateDescriptor<>("m", STRING, LONG));
        map.putAll(Map.of("x", 1L, "y", 2L, "z", 3L));
        List<String> seen = new ArrayList<>();
        for (Map.Entry<String, Long> entry : map.entries()) {
            seen.add(entry.getKey());
            map.remove(entry.getKey());
            map.put("new", 1L);
        }
        assertThat(seen).contains("x", "y", "z");
        assertThat(list(map.keys())).containsExactly("new");
    }

    @Test
    void namespacesAreMergedWithinAKey() throws Exception {
        NamespacedState<String, ListState<Long>> lists = backend.state(new ListStateDescriptor<>("l", LONG), STRING);
        NamespacedState<String, ReducingState<Long>> sums =
                backend.state(new ReducingStateDescriptor<>("r", Long::sum, LONG), STRING);
        NamespacedState<String, AggregatingState<Long, List<Long>>> aggregates =
                backend.state(new AggregatingStateDescriptor<>("a", new Columns.Appending(), Columns.LONGS), STRING);
        for (String key : List.of("a", "b")) {
            backend.setCurrentKey(key);
            for (String namespace : List.of("w1", "w2", "w3")) {
                long value = Long.parseLong(namespace.substring(1));
                lists.setNamespace(namespace);
                lists.state().add(value);
                sums.setNamespace(namespace);
                sums.state().add(value);
                aggregates.setNamespace(namespace);
                aggregates.state().add(value);
            }
        }
        backend.setCurrentKey("a");
        lists.merge("w1", List.of("w2", "w3", "none"));
        sums.merge("w1", List.of("w2", "w3", "none"));
        aggregates.merge("new", List.of("w2", "w3"));

        assertThat(lists.state().get()).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(sums.state().get()).isEqualTo(6);
        assertThat(aggregates.state().get()).containsExactlyInAnyOrder(2L, 3L);
        lists.setNamespace("w2");
        assertThat(list(lists.state().get())).isEmpty();
        sums.setNamespace("w3");
        assertThat(sums.state().get()).isNull();
        backend.setCurrentKey("b");
        assertThat(sums.state().get()).isEqualTo(3);
        assertThatThrownBy(() -> backend.state(new ValueStateDescriptor<>("v", LONG), STRING)
                        .merge("w1", List.of("w2")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void eachKeyWithAValueIsVisitedAndMayBeCleared() throws Exception {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("v", LONG);
        ValueState<Long> state = backend.state(descriptor);
        for (int i = 0; i < 1000; i++) {
            backend.setCurrentKey("k" + i);
            state.update((long) i);
        }
        backend.setCurrentKey("mine");
        List<Object> visited = new ArrayList<>();
        backend.forEachKey(descriptor, (key, value) -> {
            visited.add(key);
            assertThat(key).isEqualTo("k" + value.value());
            if (value.value() % 2 == 0) {
                value.clear();
            } else {
                value.update(-1L);
            }
        });
        assertThat(visited).hasSize(1000).doesNotHaveDuplicates();
        assertThat(backend.currentKey()).isEqualTo("mine");
        backend.setCurrentKey("k2");
        assertThat(state.value()).isNull();
        backend.setCurrentKey("k3");
        assertThat(state.value()).isEqualTo(-1);
    }

    @Test
    void damagedStateIsRefusedWithTheNameOfItsFile() throws Exception {
        ValueState<Long> state = backend.state(new ValueStateDescriptor<>("v", LONG));
        for (int i = 0; i < 100; i++) {
            backend.setCurrentKey("k" + i);
            state.update((long) i);
        }
        KeyedSnapshot.Canonical snapshot = (KeyedSnapshot.Canonical) BackendFixture.snapshot(backend);
        byte[] bytes = ((StateHandle.Inline) snapshot.bytes()).bytes();
        for (int i = 0; i < bytes.length; i += 13) {
            bytes[i] ^= 1;
            assertThatThrownBy(() -> restoreAll(snapshot)).isInstanceOf(CorruptCheckpointException.class);
            bytes[i] ^= 1;
        }
        StateHandle missing = new StateHandle.Stored(
                directory.resolve("gone").toUri().toString(),
                List.of(new StateHandle.Extent(0, snapshot.bytes().length())));
        KeyedSnapshot gone =
                new KeyedSnapshot.Canonical(snapshot.range(), missing, snapshot.header(), snapshot.groups());
        assertThatThrownBy(() -> restoreAll(gone))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("gone");
    }

    private void restoreAll(KeyedSnapshot snapshot) throws Exception {
        try (KeyedStateBackend restored = fixture.open(STRING, snapshot)) {
            restored.endRestore();
        }
    }

    @Test
    void typesThatDoNotFitAreRefusedWithAllNames() throws Exception {
        backend.setCurrentKey("a");
        backend.state(new ValueStateDescriptor<>("v", LONG)).update(1L);
        KeyedSnapshot snapshot = BackendFixture.snapshot(backend);

        assertThatThrownBy(() -> fixture.open(STRING, snapshot).state(new ValueStateDescriptor<>("v", STRING)))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageContainingAll("'v'", "'Operator'", "Long", "String");
        assertThatThrownBy(() -> fixture.open(STRING, snapshot).state(new ListStateDescriptor<>("v", LONG)))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageContainingAll("'v'", "VALUE", "LIST");
        assertThatThrownBy(() -> fixture.open(LONG, snapshot))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageContainingAll("key", "'Operator'", "Long", "String");
    }

    /** A class with a field of another type than {@link Before} has. */
    public static final class Incompatible {
        public String id;
    }

    @Test
    void aFieldThatDoesNotFitIsRefusedWithTheNamesOfStateAndFieldAndBothTypes() throws Exception {
        backend.setCurrentKey("a");
        backend.state(new ListStateDescriptor<>("visits", serializer(Before.class)))
                .add(Before.of(1));
        KeyedSnapshot snapshot = BackendFixture.snapshot(backend);

        fixture.userCode(new RenamedClasses(
                getClass().getClassLoader(), Map.of(Before.class.getName(), Incompatible.class.getName())));
        KeyedStateBackend restored = fixture.open(STRING, snapshot);
        assertThatThrownBy(() -> restored.state(new ListStateDescriptor<>("visits", serializer(Incompatible.class))))
                .isInstanceOf(StateMigrationException.class)
                .hasMessageContainingAll(
                        "'visits'",
                        "'Operator'",
                        "field id of " + Incompatible.class.getName(),
                        "java.lang.Long",
                        "java.lang.String");
    }

    /** A class as it was. */
    public static final class Before {
        public long id;
        public String lost = "x";

        static Before of(long id) {
            Before before = new Before();
            before.id = id;
            return before;
        }
    }

    /** The same class later. */
    public static final class After {
        public String gained;
        public long id;
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        return TypeInformation.of(type).createSerializer(new ExecutionConfig());
    }

    @Test
    void stateFollowsTheChangesOfItsClass() throws Exception {
        ValueState<Before> value = backend.state(new ValueStateDescriptor<>("v", serializer(Before.class)));
        ListState<Before> list = backend.state(new ListStateDescriptor<>("l", serializer(Before.class)));
        MapState<Long, Before> map = backend.state(new MapStateDescriptor<>("m", LONG, serializer(Before.class)));
        for (long i = 0; i < 50; i++) {
            backend.setCurrentKey("k" + i);
            value.update(Before.of(i));
            list.addAll(List.of(Before.of(i), Before.of(-i)));
            map.put(i, Before.of(i));
        }
        KeyedSnapshot snapshot = BackendFixture.snapshot(backend);

        // Renamed, for there can't be two classes of one name here.
        fixture.userCode(
                new RenamedClasses(getClass().getClassLoader(), Map.of(Before.class.getName(), After.class.getName())));
        KeyedStateBackend migrated = fixture.open(STRING, snapshot);
        checkMigrated(migrated);
        KeyedSnapshot again = BackendFixture.snapshot(migrated);
        fixture.userCode(getClass().getClassLoader());
        checkMigrated(fixture.open(STRING, again));
    }

    private static void checkMigrated(KeyedStateBackend migrated) throws Exception {
        ValueState<After> value = migrated.state(new ValueStateDescriptor<>("v", serializer(After.class)));
        ListState<After> list = migrated.state(new ListStateDescriptor<>("l", serializer(After.class)));
        MapState<Long, After> map = migrated.state(new MapStateDescriptor<>("m", LONG, serializer(After.class)));
        for (long i = 0; i < 50; i++) {
            migrated.setCurrentKey("k" + i);
            assertThat(value.value().id).isEqualTo(i);
            assertThat(value.value().gained).isNull();
            assertThat(list(list.get())).extracting(element -> element.id).containsExactly(i, -i);
            assertThat(map.get(i).id).isEqualTo(i);
        }
    }

    @Test
    void valuesOfTypesFoundAtRunTimeAreReadBack() throws Exception {
        TypeSerializer<Object> any = new DynamicTypeInfo<>(Object.class).createSerializer(new ExecutionConfig());
        MapState<String, Object> map = backend.state(new MapStateDescriptor<>("m", STRING, any));
        for (int i = 0; i < 50; i++) {
            backend.setCurrentKey("k" + i);
            map.put("a", i);
            map.put("b", new Before());
        }
        KeyedSnapshot snapshot = BackendFixture.snapshot(backend);

        KeyedStateBackend restored = fixture.open(STRING, snapshot);
        MapState<String, Object> again = restored.state(new MapStateDescriptor<>("m", STRING, any.duplicate()));
        restored.setCurrentKey("k7");
        assertThat(again.get("a")).isEqualTo(7);
        assertThat(again.get("b")).isInstanceOf(Before.class);
    }

    @Test
    void aKeyMayBeChangedWhenItsRecordIsDone() throws Exception {
        TypeSerializer<List<Long>> keys = Columns.LONGS;
        KeyedStateBackend lists = fixture.open(keys);
        ValueState<Long> state = lists.state(new ValueStateDescriptor<>("v", LONG));
        List<Long> key = new ArrayList<>(List.of(1L));
        lists.setCurrentKey(key);
        state.update(5L);
        // The record that the key is taken from may be used again.
        key.add(2L);
        lists.setCurrentKey(List.of(1L));
        assertThat(state.value()).isEqualTo(5);
        lists.setCurrentKey(key);
        assertThat(state.value()).isNull();
    }
}
