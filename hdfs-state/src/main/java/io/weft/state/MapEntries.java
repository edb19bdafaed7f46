package io.weft.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Goes through the entries of a map state, which may be changed meanwhile, also by the entries' {@code setValue}. Owned by the thread of the
 * task.
 */
public abstract class MapEntries<K, V, T> implements Iterator<T> {

    private final Function<Map.Entry<K, V>, T> view;
    private Map.Entry<K, V> next;
    private Map.Entry<K, V> last;

    /** @param view what is wanted of each entry */
    protected MapEntries(Function<Map.Entry<K, V>, T> view) {
        this.view = view;
    }

    /** Finds the next one that is still there, an {@link #entry}; null if there is none, however often it is called then. */
    protected abstract Map.Entry<K, V> advance() throws IOException;

    /** Writes through to the state. */
    protected abstract void put(K key, V value) throws IOException;

    /** Removes an entry of the state. */
    protected abstract void remove(K key) throws IOException;

    protected final Map.Entry<K, V> entry(K key, V value) {
        return new Entry<>(this, key, value);
    }

    @Override
    public final boolean hasNext() {
        if (next == null) {
            try {
                next = advance();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return next != null;
    }

    @Override
    public final T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = next;
        next = null;
        return view.apply(last);
    }

    @Override
    public final void remove() {
        if (last == null) {
            throw new IllegalStateException("There is no entry to remove: next() comes first");
        }
        try {
            remove(last.getKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last = null;
    }

    private static final class Entry<K, V> extends AbstractMap.SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient MapEntries<K, V, ?> entries;

        Entry(MapEntries<K, V, ?> entries, K key, V value) {
            super(key, value);
            this.entries = entries;
        }

        @Override
        public V setValue(V value) {
            try {
                entries.put(getKey(), value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return super.setValue(value);
        }
    }
}
