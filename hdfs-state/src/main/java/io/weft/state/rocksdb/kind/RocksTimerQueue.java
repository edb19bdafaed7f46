package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.state.TimerQueue;
import io.weft.state.format.RowSerializers;
import io.weft.state.rocksdb.database.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Timers in RocksDB, so that there may be more than fit into memory and that they are in every snapshot without being written again; the
 * first of them are on the heap as well, so that looking at the first one costs nothing. A row's key is the key group, the time, the key and
 * the namespace; it has no value. Owned by the thread of the task.
 */
public final class RocksTimerQueue<N> implements TimerQueue<N> {

    private static final byte[] NO_VALUE = new byte[0];

    /** How many timers on the heap are read of all groups together. */
    private static final int READ_AT_ONCE = 4096;

    /** How many there may be before the later half of them is forgotten. */
    private static final int FEW = 16 * 1024;

    private final CurrentKey key;
    private final KeyGroupRange range;
    private final StateAccess access;
    private final RowSerializers serializers;
    private final DataOutputSerializer out = new DataOutputSerializer(64);
    private final TreeSet<Entry<N>> first = new TreeSet<>();

    // On the heap are all timers before this time, or all there are.
    private long horizon = Long.MIN_VALUE;
    private boolean complete;
    private int enough = FEW;

    /** @param empty true if there are no timers yet */
    public RocksTimerQueue(
            CurrentKey key, KeyGroupRange range, StateAccess access, RowSerializers serializers, boolean empty) {
        this.key = key;
        this.range = range;
        this.access = access;
        this.serializers = serializers;
        this.complete = empty;
    }

    /** A timer. Ordered by time, and then in some order that tells timers apart. */
    private static final class Entry<N> implements Timer<N>, Comparable<Entry<?>> {
        private final byte[] row;
        private final long time;
        private final RowSerializers serializers;
        private Object key;
        private N namespace;

        Entry(byte[] row, RowSerializers serializers) {
            this.row = row;
            this.time = Rows.timeOf(row);
            this.serializers = serializers;
        }

        @Override
        public long time() {
            return time;
        }

        @Override
        public Object key() {
            read();
            return key;
        }

        @Override
        public N namespace() {
            read();
            return namespace;
        }

        @SuppressWarnings("unchecked") // only such namespaces are added
        private void read() {
            if (key == null) {
                int start = Rows.GROUP_BYTES + Long.BYTES;
                DataInputDeserializer in = new DataInputDeserializer(row, start, row.length - start);
                try {
                    key = serializers.keys().deserialize(in);
                    namespace = (N) serializers.namespaces().deserialize(in);
                } catch (IOException e) {
                    throw new UncheckedIOException("A timer can't be read", e);
                }
            }
        }

        @Override
        public int compareTo(Entry<?> other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Arrays.compareUnsigned(row, other.row);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry<?> that && Arrays.equals(row, that.row);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(row);
        }
    }

    private Entry<N> entry(N namespace, long time) throws IOException {
        out.clear();
        out.writeShort(key.group());
        Rows.writeTime(time, out);
        key.writeKey(out);
        serializers.namespaces().serialize(namespace, out);
        return new Entry<>(out.getCopyOfBuffer(), serializers);
    }

    private boolean isOnHeap(long time) {
        return complete || time < horizon;
    }

    @Override
    public boolean add(N namespace, long time) {
        try {
            Entry<N> timer = entry(namespace, time);
            boolean onHeap = isOnHeap(time);
            boolean there = onHeap ? !first.add(timer) : access.contains(timer.row, timer.row.length);
            if (there) {
                return false;
            }
            access.put(timer.row, timer.row.length, Rows.GROUP_BYTES, NO_VALUE, 0);
            if (first.size() > enough) {
                forgetLater();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean remove(N namespace, long time) {
        try {
            Entry<N> timer = entry(namespace, time);
            boolean there = isOnHeap(time) ? first.remove(timer) : access.contains(timer.row, timer.row.length);
            if (there) {
                access.delete(timer.row, timer.row.length, Rows.GROUP_BYTES);
            }
            return there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Timer<N> peek() {
        if (first.isEmpty() && !complete) {
            try {
                readFirst();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return first.isEmpty() ? null : first.first();
    }

    @Override
    public Timer<N> poll() {
        if (peek() == null) {
            return null;
        }
        Entry<N> timer = first.pollFirst();
        try {
            access.delete(timer.row, timer.row.length, Rows.GROUP_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return timer;
    }

    private void forgetLater() {
        int keep = enough / 2;
        while (first.size() > keep) {
            horizon = first.pollLast().time;
        }
        while (!first.isEmpty() && first.last().time == horizon) {
            first.pollLast();
        }
        complete = false;
    }

    /** Reads the first timers of each group; the horizon is the first time of which a timer was left unread. */
    private void readFirst() throws IOException {
        int some = Math.max(1, READ_AT_ONCE / range.size());
        List<Entry<N>> read = new ArrayList<>();
        long unread = Long.MAX_VALUE;
        boolean all = true;
        for (int group = range.first(); group <= range.last(); group++) {
            byte[] start = Rows.ofGroup(group);
            out.clear();
            out.write(start, 0, start.length);
            Rows.writeTime(horizon, out);
            try (RowCursor rows = access.list(start, out.getCopyOfBuffer())) {
                long last = Long.MIN_VALUE;
                for (int count = 0; rows.isValid(); count++) {
                    Entry<N> timer = new Entry<>(rows.key(), serializers);
                    if (count >= some && timer.time > last) {
                        unread = Math.min(unread, timer.time);
                        all = false;
                        break;
                    }
                    last = timer.time;
                    read.add(timer);
                    rows.next();
                }
            }
        }
        horizon = unread;
        complete = all;
        for (Entry<N> timer : read) {
            if (isOnHeap(timer.time)) {
                first.add(timer);
            }
        }
        enough = Math.max(FEW, 2 * first.size());
    }
}
