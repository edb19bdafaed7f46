package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.MapState;
import io.weft.state.MapEntries;
import io.weft.state.heap.table.NumberType;
import io.weft.state.heap.table.SnapshotsInFlight;
import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.TableLayout;
import io.weft.state.heap.table.TableView;
import io.weft.state.heap.table.TimeToLive;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A row's value is a table of the map's entries, never an empty one. */
final class HeapMapState<K, V> extends HeapState implements MapState<K, V> {

    private static final Object ABSENT = new Object();

    private final TypeSerializer<K> keySerializer;
    private final TableLayout entries;

    /** @param entries the layout of the tables in rows */
    HeapMapState(CurrentRow row, TimeToLive timeToLive, TypeSerializer<K> keySerializer, TableLayout entries) {
        super(row, timeToLive);
        this.keySerializer = keySerializer;
        this.entries = entries;
    }

    /** How tables of entries look. */
    static TableLayout entries(
            TypeSerializer<Object> keySerializer,
            TypeSerializer<Object> valueSerializer,
            boolean stamped,
            SnapshotsInFlight snapshots) {
        boolean immutable = valueSerializer.isImmutableType();
        // A value may be null, which no number can be.
        return new TableLayout(
                NumberType.ofKeys(keySerializer),
                null,
                false,
                stamped,
                immutable ? null : value -> value == null ? null : valueSerializer.copy(value),
                snapshots);
    }

    /** The hash of a key of a map. */
    static int hash(Object key) {
        return StateTable.mix(key.hashCode());
    }

    /** Takes away the entries of a row that have ended. */
    static void dropEnded(StateTable table, int slot, TimeToLive timeToLive, long nowMs) {
        StateTable map = (StateTable) table.value(slot);
        for (int entry = 0; entry < map.slots(); ) {
            if (map.isTaken(entry) && timeToLive.hasEnded(map.stamp(entry), nowMs)) {
                map = (StateTable) table.own(slot);
                map.remove(entry);
            } else {
                entry++;
            }
        }
    }

    /** The current key's entries, to read from, or null if there are none. */
    private StateTable map() {
        int slot = row().find();
        if (slot < 0) {
            return null;
        }
        boolean read = entries.copier() == null && timeToLive() == null;
        return (StateTable) (read ? row().table().value(slot) : row().table().own(slot));
    }

    private Object lookUp(K key) {
        StateTable map = map();
        int slot = map == null ? -1 : map.find(checked(key), hash(key));
        if (slot < 0) {
            return ABSENT;
        }
        Object value = value(map, slot);
        if (timeToLive() == null) {
            return value;
        }
        long nowMs = timeToLive().nowMs();
        if (timeToLive().hasEnded(map.stamp(slot), nowMs)) {
            removeEntry(map, slot);
            return timeToLive().readableAfterEnd() ? value : ABSENT;
        }
        if (timeToLive().touchedByReading()) {
            map.stamp(slot, nowMs);
        }
        return value;
    }

    private Object value(StateTable map, int slot) {
        return entries.copier() == null ? map.value(slot) : map.own(slot);
    }

    /** @param map the current key's, its own */
    private void removeEntry(StateTable map, int slot) {
        map.remove(slot);
        if (map.size() == 0) {
            row().remove();
        }
    }

    private static <K> K checked(K key) {
        return Objects.requireNonNull(key, "The keys of map state are not null");
    }

    @Override
    @SuppressWarnings("unchecked") // only such values are put
    public V get(K key) {
        Object value = lookUp(key);
        return value == ABSENT ? null : (V) value;
    }

    @Override
    public boolean contains(K key) {
        return lookUp(key) != ABSENT;
    }

    @Override
    public void put(K key, V value) {
        checked(key);
        int row = row().find();
        StateTable map;
        if (row < 0) {
            map = new StateTable(entries);
            row().insert(map);
        } else {
            map = (StateTable) row().table().own(row);
        }
        int hash = hash(key);
        int slot = map.find(key, hash);
        if (slot < 0) {
            slot = map.insert(keySerializer.isImmutableType() ? key : keySerializer.copy(key), null, hash, value);
        } else {
            map.replace(slot, value);
        }
        if (timeToLive() != null) {
            map.stamp(slot, timeToLive().nowMs());
        }
    }

    @Override
    public void putAll(Map<K, V> map) {
        map.forEach(this::put);
    }

    @Override
    public void remove(K key) {
        checked(key);
        int row = row().find();
        if (row >= 0) {
            StateTable map = (StateTable) row().table().own(row);
            int slot = map.find(key, hash(key));
            if (slot >= 0) {
                removeEntry(map, slot);
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return timeToLive() == null ? row().find() < 0 : !iterator().hasNext();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return iterator(Function.identity());
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
        return this::iterator;
    }

    @Override
    public Iterable<K> keys() {
        return () -> iterator(Map.Entry::getKey);
    }

    @Override
    public Iterable<V> values() {
        return () -> iterator(Map.Entry::getValue);
    }

    private <T> Iterator<T> iterator(Function<Map.Entry<K, V>, T> view) {
        int slot = row().find();
        return slot < 0
                ? Collections.emptyIterator()
                : new Entries<>((StateTable) row().table().own(slot), view);
    }

    /** Goes through the entries that were there when it began; those that are removed meanwhile are left out. */
    private final class Entries<T> extends MapEntries<K, V, T> {

        private final StateTable map;
        private final TableView held;
        private int slot;

        Entries(StateTable map, Function<Map.Entry<K, V>, T> view) {
            super(view);
            this.map = map;
            this.held = map.hold();
        }

        @Override
        protected Map.Entry<K, V> advance() {
            Map.Entry<K, V> found = null;
            while (found == null && slot < held.slots()) {
                if (held.isTaken(slot)) {
                    found = at(slot);
                }
                slot++;
                if (slot == held.slots()) {
                    map.release(held);
                }
            }
            return found;
        }

        @SuppressWarnings("unchecked") // only such entries are put
        private Map.Entry<K, V> at(int taken) {
            K key = (K) held.key(taken);
            Object value;
            if (timeToLive() == null && map.isAsIn(held)) {
                value = HeapMapState.this.value(map, taken);
            } else {
                value = lookUp(key);
            }
            return value == ABSENT ? null : entry(key, (V) value);
        }

        @Override
        protected void put(K key, V value) {
            HeapMapState.this.put(key, value);
        }

        @Override
        protected void remove(K key) {
            HeapMapState.this.remove(key);
        }
    }
}
