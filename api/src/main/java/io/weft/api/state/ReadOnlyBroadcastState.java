package io.weft.api.state;

import java.util.Map;

/** A map that every subtask of an operator has alike, as the side sees it that must not change it. Entries and values must not be changed. */
public interface ReadOnlyBroadcastState<K, V> extends State {

    /** The value, or null if there is none. */
    V get(K key) throws Exception;

    boolean contains(K key) throws Exception;

    /** All entries, which cannot be changed. */
    Iterable<Map.Entry<K, V>> immutableEntries() throws Exception;
}
