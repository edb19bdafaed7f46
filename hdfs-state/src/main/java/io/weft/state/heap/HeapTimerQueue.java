package io.weft.state.heap;

import io.weft.state.TimerQueue;
import io.weft.state.heap.table.SnapshotsInFlight;
import io.weft.state.heap.table.Timed;
import io.weft.state.heap.table.TimedHeap;

/** Timers in a heap for each key group, and these in a heap again. Owned by the thread of the task. */
final class HeapTimerQueue<N> implements TimerQueue<N> {

    private final CurrentKey key;
    private final SnapshotsInFlight snapshots;
    private final GroupTimers<?>[] groups;
    private final TimedHeap<GroupTimers<N>> order;

    HeapTimerQueue(CurrentKey key, SnapshotsInFlight snapshots, int groupCount) {
        this.key = key;
        this.snapshots = snapshots;
        this.groups = new GroupTimers<?>[groupCount];
        this.order = new TimedHeap<>(snapshots);
    }

    @Override
    public boolean add(N namespace, long time) {
        GroupTimers<N> timers = find(key.group());
        if (timers != null && timers.find(time, key.key(), namespace, key.hash()) != null) {
            return false;
        }
        add(key.group(), key.ownKey(), key.hash(), namespace, time);
        return true;
    }

    /** Adds a timer that is not there. */
    void add(int group, Object ownKey, int keyHash, N namespace, long time) {
        GroupTimers<N> timers = find(group);
        if (timers == null) {
            timers = new GroupTimers<>(snapshots);
            groups[group] = timers;
        }
        timers.add(new GroupTimers.Entry<>(time, ownKey, namespace, keyHash));
        reorder(timers);
    }

    @Override
    public boolean remove(N namespace, long time) {
        GroupTimers<N> timers = find(key.group());
        GroupTimers.Entry<N> timer = timers == null ? null : timers.find(time, key.key(), namespace, key.hash());
        if (timer == null) {
            return false;
        }
        remove(timers, timer);
        return true;
    }

    @Override
    public Timer<N> peek() {
        GroupTimers<N> first = order.first();
        return first == null ? null : first.first();
    }

    @Override
    public Timer<N> poll() {
        GroupTimers<N> first = order.first();
        if (first == null) {
            return null;
        }
        GroupTimers.Entry<N> timer = first.first();
        remove(first, timer);
        return timer;
    }

    private void remove(GroupTimers<N> timers, GroupTimers.Entry<N> timer) {
        timers.remove(timer);
        reorder(timers);
    }

    private void reorder(GroupTimers<N> timers) {
        if (timers.isEmpty()) {
            order.remove(timers);
        } else if (timers.position() < 0) {
            order.add(timers);
        } else {
            order.moved(timers);
        }
    }

    @SuppressWarnings("unchecked") // only such are put there
    private GroupTimers<N> find(int group) {
        return (GroupTimers<N>) groups[group];
    }

    /** The timers of each group as they are now, for a snapshot, which has begun; null for a group without. */
    Timed[][] freeze() {
        Timed[][] frozen = new Timed[groups.length][];
        for (int group = 0; group < groups.length; group++) {
            frozen[group] = groups[group] == null || groups[group].isEmpty() ? null : groups[group].freeze();
        }
        return frozen;
    }
}
