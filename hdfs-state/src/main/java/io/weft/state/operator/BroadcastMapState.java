package io.weft.state.operator;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.BroadcastState;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map that all subtasks have alike. */
final class BroadcastMapState<K, V> extends RegisteredItems implements BroadcastState<K, V> {

    private final Map<K, V> map = new LinkedHashMap<>();

    BroadcastMapState(String name, TypeSerializer<Object> keySerializer, TypeSerializer<Object> valueSerializer) {
        super(name, Mode.BROADCAST, List.of(keySerializer, valueSerializer));
    }

    @Override
    public V get(K key) {
        return map.get(key);
    }

    @Override
    public boolean contains(K key) {
        return map.containsKey(key);
    }

    @Override
    public void put(K key, V value) {
        map.put(key, value);
    }

    @Override
    public void putAll(Map<K, V> other) {
        map.putAll(other);
    }

    @Override
    public void remove(K key) {
        map.remove(key);
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return map.entrySet().iterator();
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
        return map.entrySet();
    }

    @Override
    public Iterable<Map.Entry<K, V>> immutableEntries() {
        return Collections.unmodifiableMap(map).entrySet();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    @SuppressWarnings("unchecked") // read with the serializers of such entries
    void load(List<Object> parts) {
        map.put((K) parts.get(0), (V) parts.get(1));
    }

    @Override
    Iterable<List<Object>> items() {
        return () -> map.entrySet().stream()
                .map(entry -> Arrays.<Object>asList(entry.getKey(), entry.getValue()))
                .iterator();
    }
}
