package io.weft.state;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.weft.api.state.State;
import io.weft.api.state.StateDescriptor;
import io.weft.api.state.StateTtlConfig;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.model.checkpoint.KeyedSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for state with a time to live, whatever the backend. */
public abstract class AbstractTimeToLiveTest {

    private static final long SPAN_MS = 100;
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
        backend = fixture.open(LONG);
        backend.setCurrentKey(1L);
    }

    private static StateTtlConfig.Builder ttl() {
        return StateTtlConfig.newBuilder(Duration.ofMillis(SPAN_MS));
    }

    private static <D extends StateDescriptor<?, ?>> D with(StateTtlConfig config, D descriptor) {
        descriptor.enableTimeToLive(config);
        return descriptor;
    }

    private <S extends State> S state(StateTtlConfig config, StateDescriptor<S, ?> descriptor) throws Exception {
        return backend.state(with(config, descriptor));
    }

    private void pass(long ms) {
        fixture.clockMs().addAndGet(ms);
    }

    private static <T> List<T> list(Iterable<T> elements) {
        List<T> list = new ArrayList<>();
        elements.forEach(list::add);
        return list;
    }

    @Test
    void aValueEndsAfterItsTimeUnlessItIsWrittenAgain() throws Exception {
        ValueState<Long> state = state(ttl().build(), new ValueStateDescriptor<>("v", LONG));
        state.update(1L);
        pass(SPAN_MS - 1);
        assertThat(state.value()).isEqualTo(1);
        state.update(2L);
        pass(SPAN_MS - 1);
        assertThat(state.value()).isEqualTo(2);
        pass(1);
        assertThat(state.value()).isNull();
        state.update(3L);
        assertThat(state.value()).isEqualTo(3);
    }

    @Test
    void readingLetsAValueLiveOnIfThatIsAskedFor() throws Exception {
        ValueState<Long> state = state(ttl().updateTtlOnReadAndWrite().build(), new ValueStateDescriptor<>("v", LONG));
        state.update(1L);
        for (int i = 0; i < 5; i++) {
            pass(SPAN_MS - 1);
            assertThat(state.value()).isEqualTo(1);
        }
        pass(SPAN_MS);
        assertThat(state.value()).isNull();
    }

    @Test
    void whatHasEndedMayBeReadOnceIfThatIsAskedFor() throws Exception {
        StateTtlConfig config =
                ttl().returnExpiredIfNotCleanedUp().disableCleanupInBackground().build();
        ValueState<Long> value = state(config, new ValueStateDescriptor<>("v", LONG));
        ListState<Long> list = state(config, new ListStateDescriptor<>("l", LONG));
        MapState<String, Long> map = state(config, new MapStateDescriptor<>("m", STRING, LONG));
        value.update(1L);
        list.add(1L);
        map.put("a", 1L);
        pass(SPAN_MS);
        assertThat(value.value()).isEqualTo(1);
        assertThat(value.value()).isNull();
        assertThat(list.get()).containsExactly(1L);
        assertThat(list(list.get())).isEmpty();
        assertThat(map.get("a")).isEqualTo(1);
        assertThat(map.get("a")).isNull();
    }

    @Test
    void whatIsAddedToDoesNotCountWhatHasEnded() throws Exception {
        ReducingState<Long> reducing = state(ttl().build(), new ReducingStateDescriptor<>("r", Long::sum, LONG));
        AggregatingState<Long, List<Long>> aggregating =
                state(ttl().build(), new AggregatingStateDescriptor<>("a", new Columns.Appending(), Columns.LONGS));
        reducing.add(1L);
        aggregating.add(1L);
        pass(SPAN_MS - 1);
        reducing.add(2L);
        aggregating.add(2L);
        assertThat(reducing.get()).isEqualTo(3);
        assertThat(aggregating.get()).containsExactly(1L, 2L);
        pass(SPAN_MS);
        reducing.add(5L);
        aggregating.add(5L);
        assertThat(reducing.get()).isEqualTo(5);
        assertThat(aggregating.get()).containsExactly(5L);
        pass(SPAN_MS);
        assertThat(reducing.get()).isNull();
        assertThat(aggregating.get()).isNull();
    }

    @Test
    void eachNamespaceEndsByItself() throws Exception {
        NamespacedState<String, ReducingState<Long>> sums =
                backend.state(with(ttl().build(), new ReducingStateDescriptor<>("r", Long::sum, LONG)), STRING);
        sums.setNamespace("w1");
        sums.state().add(1L);
        pass(SPAN_MS / 2);
        sums.setNamespace("w2");
        sums.state().add(2L);
        pass(SPAN_MS / 2);
        assertThat(sums.state().get()).isEqualTo(2);
        sums.setNamespace("w1");
        assertThat(sums.state().get()).isNull();
        sums.merge("w3", List.of("w1", "w2"));
        assertThat(sums.state().get()).isEqualTo(2);
    }

    /** A model of a list and a map with a stamp at each element. */
    private static final class Model {
        private final List<Map.Entry<Long, Long>> list = new ArrayList<>();
        private final Map<String, Map.Entry<Long, Long>> map = new TreeMap<>();

        void drop(long nowMs) {
            list.removeIf(element -> nowMs - element.getValue() >= SPAN_MS);
            map.values().removeIf(element -> nowMs - element.getValue() >= SPAN_MS);
        }
    }

    @Test
    void elementsEndOneByOneAsAModelSays() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            boolean reading = seed % 2 == 0;
            StateTtlConfig.Builder builder = ttl();
            if (reading) {
                builder.updateTtlOnReadAndWrite();
            }
            if (seed % 3 == 0) {
                builder.cleanupIncrementally(3, seed % 6 == 0);
            } else {
                builder.disableCleanupInBackground();
            }
            KeyedStateBackend used = fixture.open(LONG);
            ListState<Long> list = used.state(with(builder.build(), new ListStateDescriptor<>("l", LONG)));
            MapState<String, Long> map = used.state(with(builder.build(), new MapStateDescriptor<>("m", STRING, LONG)));
            Map<Long, Model> models = new HashMap<>();
            for (int i = 0; i < 600; i++) {
                long key = random.nextInt(10);
                used.setCurrentKey(key);
                long nowMs = fixture.clockMs().get();
                Model model = models.computeIfAbsent(key, unknown -> new Model());
                model.drop(nowMs);
                String name = "k" + random.nextInt(5);
                long value = i;
                switch (random.nextInt(5)) {
                    case 0 -> {
                        list.add(value);
                        model.list.add(Map.entry(value, nowMs));
                    }
                    case 1 -> {
                        map.put(name, value);
                        model.map.put(name, Map.entry(value, nowMs));
                    }
                    case 2 -> {
                        assertThat(list(list.get()))
                                .isEqualTo(model.list.stream()
                                        .map(Map.Entry::getKey)
                                        .toList());
                        if (reading) {
                            model.list.replaceAll(element -> Map.entry(element.getKey(), nowMs));
                        }
                    }
                    case 3 -> {
                        Map.Entry<Long, Long> there = model.map.get(name);
                        assertThat(map.get(name)).isEqualTo(there == null ? null : there.getKey());
                        if (there != null && reading) {
                            model.map.put(name, Map.entry(there.getKey(), nowMs));
                        }
                    }
                    default -> {
                        Map<String, Long> read = new TreeMap<>();
                        for (Map.Entry<String, Long> entry : map.entries()) {
                            read.put(entry.getKey(), entry.getValue());
                        }
                        Map<String, Long> expected = new TreeMap<>();
                        model.map.forEach((k, element) -> expected.put(k, element.getKey()));
                        assertThat(read).as("seed %d", seed).isEqualTo(expected);
                        if (reading) {
                            model.map.replaceAll((k, element) -> Map.entry(element.getKey(), nowMs));
                        }
                    }
                }
                pass(random.nextInt(20));
                if (random.nextInt(100) == 0) {
                    KeyedStateBackend restored = fixture.open(LONG, BackendFixture.snapshot(used));
                    used.close();
                    used = restored;
                    list = used.state(with(builder.build(), new ListStateDescriptor<>("l", LONG)));
                    map = used.state(with(builder.build(), new MapStateDescriptor<>("m", STRING, LONG)));
                }
            }
            used.close();
        }
    }

    /** What a key holds, and when it was touched. */
    private record Held(long value, long touchedMs) {
        static Long at(long nowMs, Held held) {
            return held == null || nowMs - held.touchedMs() >= SPAN_MS ? null : held.value();
        }
    }

    @Test
    void valuesEndAsAModelSays() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            boolean reading = seed % 2 == 0;
            StateTtlConfig.Builder builder = ttl().cleanupIncrementally(1 + seed % 5, seed % 3 == 0);
            if (seed % 4 < 2) {
                builder.cleanupFullSnapshot();
            }
            StateTtlConfig config = (reading ? builder.updateTtlOnReadAndWrite() : builder).build();
            var value = with(config, new ValueStateDescriptor<>("v", LONG));
            var sum = with(config, new ReducingStateDescriptor<>("s", Long::sum, LONG));
            KeyedStateBackend used = fixture.open(LONG);
            Map<Long, Held> values = new HashMap<>();
            Map<Long, Held> sums = new HashMap<>();
            for (int i = 0; i < 600; i++) {
                long key = random.nextInt(10);
                used.setCurrentKey(key);
                long nowMs = fixture.clockMs().get();
                long next = i;
                switch (random.nextInt(4)) {
                    case 0 -> {
                        used.state(value).update(next);
                        values.put(key, new Held(next, nowMs));
                    }
                    case 1 -> {
                        used.state(sum).add(next);
                        Long before = Held.at(nowMs, sums.get(key));
                        sums.put(key, new Held(before == null ? next : before + next, nowMs));
                    }
                    default -> {
                        Long expectedValue = Held.at(nowMs, values.get(key));
                        Long expectedSum = Held.at(nowMs, sums.get(key));
                        assertThat(used.state(value).value())
                                .as("seed %d", seed)
                                .isEqualTo(expectedValue);
                        assertThat(used.state(sum).get()).as("seed %d", seed).isEqualTo(expectedSum);
                        if (reading && expectedValue != null) {
                            values.put(key, new Held(expectedValue, nowMs));
                        }
                        if (reading && expectedSum != null) {
                            sums.put(key, new Held(expectedSum, nowMs));
                        }
                    }
                }
                pass(random.nextInt(20));
                if (random.nextInt(100) == 0) {
                    KeyedStateBackend restored = fixture.open(LONG, BackendFixture.snapshot(used));
                    used.close();
                    used = restored;
                }
            }
            used.close();
        }
    }

    @Test
    void anIteratorShowsNothingThatHasEnded() throws Exception {
        MapState<String, Long> map = state(ttl().build(), new MapStateDescriptor<>("m", STRING, LONG));
        map.put("old", 1L);
        pass(SPAN_MS - 1);
        map.put("young", 2L);
        pass(1);
        Iterator<String> keys = map.keys().iterator();
        assertThat(keys.next()).isEqualTo("young");
        assertThat(keys.hasNext()).isFalse();
        assertThat(map.contains("old")).isFalse();
        pass(SPAN_MS);
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void fullSnapshotsLeaveOutWhatHasEndedIfThatIsAskedFor() throws Exception {
        for (boolean leftOut : new boolean[] {true, false}) {
            fixture = new BackendFixture(factory(), directory);
            backend = fixture.open(LONG);
            StateTtlConfig.Builder config = ttl().disableCleanupInBackground();
            StateTtlConfig used = leftOut ? config.cleanupFullSnapshot().build() : config.build();
            for (long key = 0; key < 100; key++) {
                backend.setCurrentKey(key);
                state(used, new ValueStateDescriptor<>("v", LONG)).update(key);
                state(used, new ListStateDescriptor<>("l", LONG)).add(key);
                state(used, new MapStateDescriptor<>("m", STRING, LONG)).put("k", key);
                pass(key == 49 ? SPAN_MS : 0);
            }
            KeyedSnapshot snapshot = BackendFixture.snapshot(backend);
            // Read back without a time to live, so that all that is there shows.
            KeyedStateBackend restored = fixture.open(LONG, snapshot);
            for (long key = 0; key < 100; key++) {
                restored.setCurrentKey(key);
                boolean there = key >= 50 || !leftOut;
                assertThat(restored.state(new ValueStateDescriptor<>("v", LONG)).value() != null)
                        .isEqualTo(there);
                assertThat(list(restored.state(new ListStateDescriptor<>("l", LONG))
                                .get()))
                        .hasSize(there ? 1 : 0);
                assertThat(restored.state(new MapStateDescriptor<>("m", STRING, LONG))
                                .contains("k"))
                        .isEqualTo(there);
            }
        }
    }

    @Test
    void aTimeToLiveMayBeGivenToStateThatHadNone() throws Exception {
        backend.state(new ValueStateDescriptor<>("v", LONG)).update(1L);
        backend.state(new ListStateDescriptor<>("l", LONG)).add(1L);
        backend.state(new MapStateDescriptor<>("m", STRING, LONG)).put("a", 1L);
        KeyedSnapshot snapshot = BackendFixture.snapshot(backend);
        pass(10 * SPAN_MS);

        backend = fixture.open(LONG, snapshot);
        backend.setCurrentKey(1L);
        ValueState<Long> value = state(ttl().build(), new ValueStateDescriptor<>("v", LONG));
        ListState<Long> list = state(ttl().build(), new ListStateDescriptor<>("l", LONG));
        MapState<String, Long> map = state(ttl().build(), new MapStateDescriptor<>("m", STRING, LONG));
        pass(SPAN_MS - 1);
        assertThat(value.value()).isEqualTo(1);
        assertThat(list.get()).containsExactly(1L);
        assertThat(map.get("a")).isEqualTo(1);
        pass(1);
        assertThat(value.value()).isNull();
        assertThat(list(list.get())).isEmpty();
        assertThat(map.get("a")).isNull();
    }
}
