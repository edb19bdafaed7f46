package io.weft.state.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One value a key, in open addressing with linear probing: no object an entry. A lookup gives the entry's slot, which stays valid until
 * the next insertion, so that reading and then replacing a value looks up once. Owned by one thread.
 */
public final class KeyedTable {

    private static final int INITIAL_CAPACITY = 64;

    // Key and value side by side: they are nearly always touched together.
    private Object[] entries = new Object[2 * INITIAL_CAPACITY];
    // 0 marks a free slot, so that probing touches only this array until a hash agrees.
    private int[] hashes = new int[INITIAL_CAPACITY];
    private int size;

    /** The hash to look a key up with; never 0. */
    public static int hash(Object key) {
        int spread = Objects.requireNonNull(key, "A key must not be null").hashCode() * 0x9E3779B9;
        return (spread ^ spread >>> 15) | 1;
    }

    /** The slot of a key, or -1 if it is not there. */
    public int find(Object key, int hash) {
        int[] probed = hashes;
        int mask = probed.length - 1;
        for (int slot = hash >>> 1 & mask; ; slot = slot + 1 & mask) {
            int there = probed[slot];
            if (there == hash && key.equals(entries[2 * slot])) {
                return slot;
            }
            if (there == 0) {
                return -1;
            }
        }
    }

    public Object value(int slot) {
        return entries[2 * slot + 1];
    }

    public void replace(int slot, Object value) {
        entries[2 * slot + 1] = value;
    }

    /** Adds a key that is not there. Slots found before are void afterwards. */
    public void insert(Object key, int hash, Object value) {
        if (size >= hashes.length - (hashes.length >> 2)) {
            grow();
        }
        put(key, hash, value);
        size++;
    }

    public int size() {
        return size;
    }

    /** All values, in no certain order; a copy. */
    public List<Object> values() {
        List<Object> values = new ArrayList<>(size);
        for (int slot = 0; slot < hashes.length; slot++) {
            if (hashes[slot] != 0) {
                values.add(value(slot));
            }
        }
        return values;
    }

    private void put(Object key, int hash, Object value) {
        int mask = hashes.length - 1;
        int slot = hash >>> 1 & mask;
        while (hashes[slot] != 0) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        entries[2 * slot] = key;
        entries[2 * slot + 1] = value;
    }

    private void grow() {
        Object[] oldEntries = entries;
        int[] oldHashes = hashes;
        entries = new Object[2 * oldEntries.length];
        hashes = new int[2 * oldHashes.length];
        for (int slot = 0; slot < oldHashes.length; slot++) {
            if (oldHashes[slot] != 0) {
                put(oldEntries[2 * slot], oldHashes[slot], oldEntries[2 * slot + 1]);
            }
        }
    }
}
