package io.weft.api.state;

import java.util.Iterator;
import java.util.Map;

/**
 * A map that every subtask of an operator has alike. It stays alike only if it is changed by broadcast records alone, and by each in a way
 * that depends on nothing but the record and the map.
 */
public interface BroadcastState<K, V> extends ReadOnlyBroadcastState<K, V> {

    void put(K key, V value) throws Exception;

    void putAll(Map<K, V> map) throws Exception;

    void remove(K key) throws Exception;

    /** As {@link #entries()}. */
    Iterator<Map.Entry<K, V>> iterator() throws Exception;

    /** All entries; setting an entry's value and removing through the iterator change the state. */
    Iterable<Map.Entry<K, V>> entries() throws Exception;
}
