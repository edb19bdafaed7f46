package io.weft.state.operator;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.BroadcastState;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.state.format.SerializerSnapshot;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A broadcast map in operator state. */
final class BroadcastMap<K, V> implements BroadcastState<K, V> {

    private final TypeSerializer<K> keys;
    private final TypeSerializer<V> values;
    private final Map<K, V> entries = new LinkedHashMap<>();

    BroadcastMap(TypeSerializer<K> keys, TypeSerializer<V> values) {
        this.keys = keys;
        this.values = values;
    }

    TypeSerializer<K> keys() {
        return keys;
    }

    TypeSerializer<V> values() {
        return values;
    }

    @Override
    public void put(K key, V value) {
        entries.put(key, value);
    }

    @Override
    public void putAll(Map<K, V> map) {
        entries.putAll(map);
    }

    @Override
    public void remove(K key) {
        entries.remove(key);
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return entries.entrySet().iterator();
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
        return entries.entrySet();
    }

    @Override
    public V get(K key) {
        return entries.get(key);
    }

    @Override
    public boolean contains(K key) {
        return entries.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<K, V>> immutableEntries() {
        return Collections.unmodifiableMap(entries).entrySet();
    }

    @Override
    public void clear() {
        entries.clear();
    }

    void write(String name, OperatorStateWriter writer) throws IOException {
        List<SerializerSnapshot> types = List.of(SerializerSnapshot.of(keys), SerializerSnapshot.of(values));
        writer.begin(name, Mode.BROADCAST, types, entries.size());
        DataOutputSerializer item = new DataOutputSerializer(64);
        for (Map.Entry<K, V> entry : entries.entrySet()) {
            item.clear();
            keys.serialize(entry.getKey(), item);
            item.writeBoolean(entry.getValue() != null);
            if (entry.getValue() != null) {
                values.serialize(entry.getValue(), item);
            }
            writer.item(item.getSharedBuffer(), item.length());
        }
    }
}
