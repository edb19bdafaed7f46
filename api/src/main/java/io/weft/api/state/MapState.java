package io.weft.api.state;

import java.util.Iterator;
import java.util.Map;

/**
 * A map a key. Entries are read and written one by one, so that the map may be larger than memory if the state backend's disk holds it.
 *
 * @param <UK> the map's keys; not null
 * @param <UV> the map's values; may be null
 */
public interface MapState<UK, UV> extends State {

    /** The value, or null if there is none. */
    UV get(UK key) throws Exception;

    void put(UK key, UV value) throws Exception;

    void putAll(Map<UK, UV> map) throws Exception;

    void remove(UK key) throws Exception;

    boolean contains(UK key) throws Exception;

    /** All entries; setting an entry's value and removing through the iterator change the state. */
    Iterable<Map.Entry<UK, UV>> entries() throws Exception;

    Iterable<UK> keys() throws Exception;

    Iterable<UV> values() throws Exception;

    /** As {@link #entries()}. */
    Iterator<Map.Entry<UK, UV>> iterator() throws Exception;

    boolean isEmpty() throws Exception;
}
