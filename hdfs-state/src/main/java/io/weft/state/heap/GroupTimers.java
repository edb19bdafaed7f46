package io.weft.state.heap;

import io.weft.state.TimerQueue;
import io.weft.state.heap.table.SnapshotsInFlight;
import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.Timed;
import io.weft.state.heap.table.TimedHeap;

/** The timers of a key group: a heap, and a hash set that knows whether a timer is there. Owned by the thread of the task. */
final class GroupTimers<N> extends Timed {

    private static final int MIN_CAPACITY = 4;

    private final TimedHeap<Entry<N>> heap;
    private Entry<?>[] set = new Entry<?>[MIN_CAPACITY];

    GroupTimers(SnapshotsInFlight snapshots) {
        heap = new TimedHeap<>(snapshots);
    }

    /** A timer. What a snapshot reads of it never changes. */
    static final class Entry<N> extends Timed implements TimerQueue.Timer<N> {
        private final long time;
        private final Object key;
        private final N namespace;
        private final int hash;

        Entry(long time, Object key, N namespace, int keyHash) {
            this.time = time;
            this.key = key;
            this.namespace = namespace;
            this.hash = hash(time, namespace, keyHash);
        }

        @Override
        public long time() {
            return time;
        }

        @Override
        public Object key() {
            return key;
        }

        @Override
        public N namespace() {
            return namespace;
        }
    }

    private static int hash(long time, Object namespace, int keyHash) {
        return StateTable.mix(31 * (31 * keyHash + namespace.hashCode()) + Long.hashCode(time));
    }

    /** The time of the first timer; there is one. */
    @Override
    public long time() {
        return first().time;
    }

    boolean isEmpty() {
        return heap.size() == 0;
    }

    Entry<N> first() {
        return heap.first();
    }

    /** The timer, or null if it is not there. */
    @SuppressWarnings("unchecked") // only such timers are added
    Entry<N> find(long time, Object key, N namespace, int keyHash) {
        int hash = hash(time, namespace, keyHash);
        int mask = set.length - 1;
        for (int slot = hash >>> 1 & mask; set[slot] != null; slot = slot + 1 & mask) {
            Entry<?> there = set[slot];
            if (there.hash == hash
                    && there.time == time
                    && there.namespace.equals(namespace)
                    && there.key.equals(key)) {
                return (Entry<N>) there;
            }
        }
        return null;
    }

    /** Adds a timer that is not there. */
    void add(Entry<N> timer) {
        if (heap.size() >= set.length - (set.length >> 2)) {
            resize(2 * set.length);
        }
        heap.add(timer);
        put(timer);
    }

    /** Takes a timer away that is there. */
    void remove(Entry<N> timer) {
        heap.remove(timer);
        int mask = set.length - 1;
        int hole = timer.hash >>> 1 & mask;
        while (set[hole] != timer) {
            hole = hole + 1 & mask;
        }
        for (int next = hole + 1 & mask; set[next] != null; next = next + 1 & mask) {
            int home = set[next].hash >>> 1 & mask;
            if ((next - home & mask) >= (next - hole & mask)) {
                set[hole] = set[next];
                hole = next;
            }
        }
        set[hole] = null;
        if (heap.size() < set.length >> 3 && set.length > MIN_CAPACITY) {
            resize(set.length / 2);
        }
    }

    /** All timers, for a snapshot, which has begun; null follows the last. */
    Timed[] freeze() {
        return heap.freeze();
    }

    private void put(Entry<?> timer) {
        int mask = set.length - 1;
        int slot = timer.hash >>> 1 & mask;
        while (set[slot] != null) {
            slot = slot + 1 & mask;
        }
        set[slot] = timer;
    }

    private void resize(int capacity) {
        Entry<?>[] old = set;
        set = new Entry<?>[capacity];
        for (Entry<?> timer : old) {
            if (timer != null) {
                put(timer);
            }
        }
    }
}
