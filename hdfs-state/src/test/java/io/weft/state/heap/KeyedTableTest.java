package io.weft.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedTableTest {

    @Test
    void holdsWhatAHashMapHolds() {
        KeyedTable table = new KeyedTable();
        Map<Object, Object> model = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            Object key = random.nextInt(5_000);
            Object value = "value " + i;
            int hash = KeyedTable.hash(key);
            int slot = table.find(key, hash);
            assertThat(slot < 0).isEqualTo(!model.containsKey(key));
            if (slot >= 0) {
                assertThat(table.value(slot)).isEqualTo(model.get(key));
                table.replace(slot, value);
            } else {
                table.insert(key, hash, value);
            }
            model.put(key, value);
        }
        assertThat(table.size()).isEqualTo(model.size());
        assertThat(table.values()).containsExactlyInAnyOrderElementsOf(model.values());
    }

    /** All keys fall on one slot. */
    private record Colliding(int number) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    @Test
    void tellsKeysOfTheSameHashApart() {
        KeyedTable table = new KeyedTable();
        for (int i = 0; i < 200; i++) {
            Colliding key = new Colliding(i);
            table.insert(key, KeyedTable.hash(key), i);
        }
        for (int i = 0; i < 200; i++) {
            Colliding key = new Colliding(i);
            assertThat(table.value(table.find(key, KeyedTable.hash(key)))).isEqualTo(i);
        }
    }
}
