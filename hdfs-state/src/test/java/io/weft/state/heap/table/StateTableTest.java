package io.weft.state.heap.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies in a table as a number or as an object: it answers as a map does, and so do its snapshots as the map did then. */
class StateTableTest {
    private static final int STEPS = 20_000;
    private static final int KEYS = 300;

    static List<Arguments> types() {
        IntFunction<Object> longs = n -> n == 0 ? Long.MIN_VALUE : (long) n << 33;
        IntFunction<Object> ints = n -> n == 0 ? Integer.MIN_VALUE : n - KEYS / 2;
        IntFunction<Object> doubles = n -> n == 0 ? Double.NaN : n == 1 ? -0.0 : n / 3.0;
        IntFunction<Object> strings = n -> "s" + n;
        return List.of(
                Arguments.of(NumberType.LONG, NumberType.LONG, longs, longs),
                Arguments.of(NumberType.INT, NumberType.DOUBLE, ints, doubles),
                Arguments.of(NumberType.INT, null, ints, strings),
                Arguments.of(null, NumberType.INT, strings, ints),
                Arguments.of(null, null, strings, strings));
    }

    @ParameterizedTest
    @MethodSource("types")
    void answersAsAMapDoes(
            NumberType keyType, NumberType valueType, IntFunction<Object> keys, IntFunction<Object> values) {
        SnapshotsInFlight snapshots = new SnapshotsInFlight();
        StateTable table = new StateTable(new TableLayout(keyType, valueType, false, true, null, snapshots));
        Map<Object, Object> model = new HashMap<>();
        Random random = new Random(1);
        snapshots.begin();
        TableView frozen = table.freeze();
        Map<Object, Object> then = Map.of();
        for (int step = 0; step < STEPS; step++) {
            Object key = keys.apply(random.nextInt(KEYS));
            int hash = StateTable.rowHash(key.hashCode(), null);
            int slot = table.find(key, hash);
            assertThat(slot < 0 ? null : table.value(slot)).isEqualTo(model.get(key));
            if (slot >= 0 && random.nextInt(3) == 0) {
                table.remove(slot);
                model.remove(key);
            } else {
                Object value = values.apply(random.nextInt(KEYS));
                if (slot < 0) {
                    slot = table.insert(key, null, hash, value);
                } else if (valueType != null && random.nextBoolean()) {
                    table.replace(slot, valueType.number(value));
                } else {
                    table.replace(slot, value);
                }
                table.stamp(slot, step);
                model.put(key, value);
            }
            if (random.nextInt(500) == 0) {
                assertThat(rows(frozen)).isEqualTo(then);
                frozen = table.freeze();
                then = new HashMap<>(model);
            }
        }
        assertThat(rows(table.view())).isEqualTo(model);
        assertThat(table.size()).isEqualTo(model.size());
    }

    private static Map<Object, Object> rows(TableView view) {
        Map<Object, Object> rows = new HashMap<>();
        for (int slot = 0; slot < view.slots(); slot++) {
            if (view.isTaken(slot)) {
                rows.put(view.key(slot), view.value(slot));
            }
        }
        return rows;
    }
}
