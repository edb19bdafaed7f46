package io.weft.state.heap.table;

import java.util.Arrays;

/**
 * Rows of a key, perhaps a namespace, a value, and perhaps a stamp, in open addressing with linear probing: no object a row, and none for
 * keys and values that are numbers. A look-up gives the row's slot, which stays valid until the next insertion or removal.
 *
 * <p>A snapshot shares the table's arrays: {@link #freeze} takes no time, and the table copies its arrays before it changes them the next
 * time. Values that can change are then still shared. Each is copied when it is first asked for by {@link #own}, if there is still a
 * snapshot that may read it. Owned by one thread, views aside.
 */
public final class StateTable {

    private static final int MIN_CAPACITY = 4;

    /** The bit of {@link #holds} that says that a snapshot shares the arrays; the others count iterators. */
    private static final int FROZEN = Integer.MIN_VALUE;

    private final TableLayout layout;
    private final NumberType keyType;
    private final NumberType valueType;
    // How many of a row's key and value lie in each of the two arrays below: the key first.
    private final int objectsEach;
    private final int numbersEach;

    // 0 marks a free slot, so that probing touches only this array until a hash agrees.
    private int[] hashes;
    // Null if key and value are numbers, or objects.
    private Object[] objects;
    private long[] numbers;
    private Object[] namespaces;
    private long[] stamps;
    private int size;
    // One bit a slot, set if a snapshot may read the value too; null if none does, or values never change.
    private long[] shared;
    // Not 0 if someone else reads the arrays.
    private int holds;

    public StateTable(TableLayout layout) {
        this.layout = layout;
        keyType = layout.keys();
        valueType = layout.values();
        objectsEach = layout.objects();
        numbersEach = layout.numbers();
        allocate(MIN_CAPACITY);
    }

    private StateTable(StateTable origin) {
        layout = origin.layout;
        keyType = origin.keyType;
        valueType = origin.valueType;
        objectsEach = origin.objectsEach;
        numbersEach = origin.numbersEach;
        hashes = origin.hashes;
        objects = origin.objects;
        numbers = origin.numbers;
        namespaces = origin.namespaces;
        stamps = origin.stamps;
        size = origin.size;
        holds = FROZEN;
    }

    private void allocate(int capacity) {
        hashes = new int[capacity];
        objects = objectsEach == 0 ? null : new Object[objectsEach * capacity];
        numbers = numbersEach == 0 ? null : new long[numbersEach * capacity];
        namespaces = layout.namespaced() ? new Object[capacity] : null;
        stamps = layout.stamped() ? new long[capacity] : null;
    }

    /** The hash to look a row up with, from a hash code; never 0. */
    public static int mix(int hash) {
        int spread = hash * 0x9E3779B9;
        return (spread ^ spread >>> 15) | 1;
    }

    /** The hash of a row, from its key's hash code. */
    public static int rowHash(int keyHash, Object namespace) {
        return mix(namespace == null ? keyHash : 31 * keyHash + namespace.hashCode());
    }

    public int size() {
        return size;
    }

    public int slots() {
        return hashes.length;
    }

    public boolean isTaken(int slot) {
        return hashes[slot] != 0;
    }

    /** The slot of a key, or -1 if it is not there. */
    public int find(Object key, int hash) {
        return keyType == null ? findObject(key, hash) : findNumber(keyType.number(key), hash);
    }

    private int findObject(Object key, int hash) {
        int[] probed = hashes;
        int mask = probed.length - 1;
        for (int slot = hash >>> 1 & mask; ; slot = slot + 1 & mask) {
            int there = probed[slot];
            if (there == hash && key.equals(objects[slot * objectsEach])) {
                return slot;
            }
            if (there == 0) {
                return -1;
            }
        }
    }

    private int findNumber(long key, int hash) {
        int[] probed = hashes;
        int mask = probed.length - 1;
        for (int slot = hash >>> 1 & mask; ; slot = slot + 1 & mask) {
            int there = probed[slot];
            if (there == hash && key == numbers[slot * numbersEach]) {
                return slot;
            }
            if (there == 0) {
                return -1;
            }
        }
    }

    /** The slot of a key and namespace, or -1 if they are not there. */
    public int find(Object key, Object namespace, int hash) {
        int[] probed = hashes;
        int mask = probed.length - 1;
        for (int slot = hash >>> 1 & mask; ; slot = slot + 1 & mask) {
            int there = probed[slot];
            if (there == hash && namespace.equals(namespaces[slot]) && isKey(key, slot)) {
                return slot;
            }
            if (there == 0) {
                return -1;
            }
        }
    }

    private boolean isKey(Object key, int slot) {
        return keyType == null
                ? key.equals(objects[slot * objectsEach])
                : keyType.number(key) == numbers[slot * numbersEach];
    }

    /** The value, which must not be changed. */
    public Object value(int slot) {
        return valueType == null ? objects[objectPlace(slot)] : valueType.object(number(slot));
    }

    /** The value's number, if values are kept as such. */
    public long number(int slot) {
        return numbers[numberPlace(slot)];
    }

    /** Where the value is if it is an object: behind the key, if that is one too. */
    private int objectPlace(int slot) {
        return (slot + 1) * objectsEach - 1;
    }

    private int numberPlace(int slot) {
        return (slot + 1) * numbersEach - 1;
    }

    /** The value, which may be changed. */
    public Object own(int slot) {
        if (holds < 0) {
            detach();
        }
        return shared == null ? value(slot) : reclaim(slot);
    }

    /** True if a snapshot may be reading the value. */
    public boolean isShared(int slot) {
        return (holds < 0 || shared != null) && layout.snapshots().any() && (holds < 0 || isMarked(slot));
    }

    private Object reclaim(int slot) {
        Object value = value(slot);
        if (!layout.snapshots().any()) {
            shared = null;
        } else if (isMarked(slot)) {
            value = layout.copier().apply(value);
            put(slot, value);
            unmark(slot);
        }
        return value;
    }

    public long stamp(int slot) {
        return stamps[slot];
    }

    public void replace(int slot, Object value) {
        if (holds != 0) {
            detach();
        }
        put(slot, value);
        if (shared != null) {
            unmark(slot);
        }
    }

    /** Replaces a value that is kept as a number. */
    public void replace(int slot, long number) {
        if (holds != 0) {
            detach();
        }
        numbers[numberPlace(slot)] = number;
    }

    private void put(int slot, Object value) {
        if (valueType == null) {
            objects[objectPlace(slot)] = value;
        } else {
            numbers[numberPlace(slot)] = valueType.number(value);
        }
    }

    private void putKey(int slot, Object key) {
        if (keyType == null) {
            objects[slot * objectsEach] = key;
        } else {
            numbers[slot * numbersEach] = keyType.number(key);
        }
    }

    public void stamp(int slot, long stamp) {
        if (holds != 0) {
            detach();
        }
        stamps[slot] = stamp;
    }

    /** Adds a row that is not there, and answers its slot. */
    public int insert(Object key, Object namespace, int hash, Object value) {
        if (size >= hashes.length - (hashes.length >> 2)) {
            resize(2 * hashes.length);
        } else if (holds != 0) {
            detach();
        }
        int slot = freeSlot(hash);
        hashes[slot] = hash;
        putKey(slot, key);
        put(slot, value);
        if (namespaces != null) {
            namespaces[slot] = namespace;
        }
        if (shared != null) {
            unmark(slot);
        }
        size++;
        return slot;
    }

    private int freeSlot(int hash) {
        int mask = hashes.length - 1;
        int slot = hash >>> 1 & mask;
        while (hashes[slot] != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Takes a row away, and moves those behind it up that probing would not find any more. */
    public void remove(int slot) {
        if (holds != 0) {
            detach();
        }
        int mask = hashes.length - 1;
        int hole = slot;
        for (int next = hole + 1 & mask; hashes[next] != 0; next = next + 1 & mask) {
            int home = hashes[next] >>> 1 & mask;
            if ((next - home & mask) >= (next - hole & mask)) {
                move(next, hole);
                hole = next;
            }
        }
        hashes[hole] = 0;
        for (int i = 0; i < objectsEach; i++) {
            objects[hole * objectsEach + i] = null;
        }
        if (namespaces != null) {
            namespaces[hole] = null;
        }
        size--;
        if (size < hashes.length >> 3 && hashes.length > MIN_CAPACITY) {
            resize(hashes.length / 2);
        }
    }

    private void move(int from, int to) {
        hashes[to] = hashes[from];
        copyCells(objects, numbers, from, to);
        if (namespaces != null) {
            namespaces[to] = namespaces[from];
        }
        if (stamps != null) {
            stamps[to] = stamps[from];
        }
        if (shared != null) {
            if (isMarked(from)) {
                mark(to);
            } else {
                unmark(to);
            }
        }
    }

    /** Copies key and value from these arrays. */
    private void copyCells(Object[] fromObjects, long[] fromNumbers, int from, int to) {
        for (int i = 0; i < objectsEach; i++) {
            objects[to * objectsEach + i] = fromObjects[from * objectsEach + i];
        }
        for (int i = 0; i < numbersEach; i++) {
            numbers[to * numbersEach + i] = fromNumbers[from * numbersEach + i];
        }
    }

    private void resize(int capacity) {
        // New arrays are nobody else's; what is left to know is which values are.
        boolean allShared =
                holds < 0 && layout.copier() != null && layout.snapshots().any();
        long[] oldShared = holds < 0 && !allShared ? null : shared;
        TableView old = view();
        allocate(capacity);
        holds = 0;
        shared = allShared || oldShared != null ? new long[words(capacity)] : null;
        for (int slot = 0; slot < old.slots(); slot++) {
            if (old.isTaken(slot)) {
                int to = freeSlot(old.hashes()[slot]);
                hashes[to] = old.hashes()[slot];
                copyCells(old.objects(), old.numbers(), slot, to);
                if (namespaces != null) {
                    namespaces[to] = old.namespaces()[slot];
                }
                if (stamps != null) {
                    stamps[to] = old.stamps()[slot];
                }
                if (allShared || (oldShared != null && (oldShared[slot >> 6] & 1L << slot) != 0)) {
                    mark(to);
                }
            }
        }
    }

    /** The rows as they are now; the view changes with the table. */
    public TableView view() {
        return new TableView(layout, hashes, objects, numbers, namespaces, stamps);
    }

    /** The rows as they are now, for a snapshot, which has begun. Takes no time. */
    public TableView freeze() {
        holds |= FROZEN;
        return view();
    }

    /** The rows as they are now, for an iterator of the same thread; the table may change meanwhile. */
    public TableView hold() {
        holds++;
        return view();
    }

    /** True if the rows are still where they are in the view. */
    public boolean isAsIn(TableView view) {
        return view.hashes() == hashes;
    }

    /** An iterator has come to its end. One that never does costs no more than a copy of the arrays at the next change. */
    public void release(TableView view) {
        if (isAsIn(view) && (holds & ~FROZEN) > 0) {
            holds--;
        }
    }

    /** A table of the same rows, which may be changed while a snapshot reads this one; nobody changes this one any more. Takes no time. */
    public StateTable fork() {
        return new StateTable(this);
    }

    /** Makes the arrays the table's own before it changes them. */
    private void detach() {
        boolean frozen = holds < 0;
        if (frozen && !layout.snapshots().any()) {
            frozen = false;
            shared = null;
        }
        if (frozen && layout.copier() != null) {
            shared = new long[words(hashes.length)];
            Arrays.fill(shared, -1L);
        }
        if (frozen || (holds & ~FROZEN) > 0) {
            hashes = hashes.clone();
            objects = objects == null ? null : objects.clone();
            numbers = numbers == null ? null : numbers.clone();
            namespaces = namespaces == null ? null : namespaces.clone();
            stamps = stamps == null ? null : stamps.clone();
        }
        holds = 0;
    }

    private static int words(int capacity) {
        return (capacity + 63) >> 6;
    }

    private boolean isMarked(int slot) {
        return (shared[slot >> 6] & 1L << slot) != 0;
    }

    private void mark(int slot) {
        shared[slot >> 6] |= 1L << slot;
    }

    private void unmark(int slot) {
        shared[slot >> 6] &= ~(1L << slot);
    }
}
