package io.weft.state.rocksdb.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rows of a database that were used lately, in memory, and all changes that the database does not know yet. What is written is appended to
 * a log of records, or overwrites the row's record if that has not been promised to anyone; an index finds the latest record of each row. The
 * log is handed to the database when memory is needed, oldest records first, and when a snapshot is written: taking one means remembering
 * where the log ends (a {@link LogCut}). What the database knows is forgotten, in the same order, unless it was used meanwhile.
 *
 * <p>Owned by the thread of the task, but for {@link #reach}, {@link #cancel} and {@link #close}.
 */
public final class RowLog {

    /** What a log knows of a row. */
    public enum Knowledge {
        /** Nothing: what the database says holds. */
        NONE,
        /** Its value. */
        VALUE,
        /** That it is not there. */
        ABSENT,
        /** What is to be appended to its value. */
        APPENDED
    }

    /** Rows with longer values are not kept only because they were read. */
    private static final int LONGEST_CACHED = 16 * 1024;

    /** Segments that the task hands to the database when it needs room. */
    private static final int FLUSHED_AT_ONCE = 8;

    private static final int PREFIX_FAMILY = 0x8000;
    private static final long NOWHERE = -1;

    private final LogMemory memory;
    private final LogFlush flush;
    private final Segments segments = new Segments();
    private final RowIndex index;
    private final ByteBuffer kept = ByteBuffer.allocate(Segment.BYTES / 2).order(ByteOrder.nativeOrder());

    // Bytes of all segments.
    private long held;
    // Records before this position are not changed any more, for somebody may be reading them.
    private long frozenBefore;

    // What was located last: its address, or 0, and where that is.
    private int address;
    private ByteBuffer bytes;
    private int at;
    private int hash;

    /** Takes no memory yet. */
    public RowLog(LogMemory memory, RowStore store) {
        this.memory = memory;
        this.flush = new LogFlush(store);
        this.index = new RowIndex(memory, segments);
    }

    /** Finds out what is known of a row. */
    public Knowledge locate(int family, byte[] row, int length) {
        find(family, row, length);
        if (address == 0) {
            return Knowledge.NONE;
        }
        RowRecord.use(bytes, at);
        return switch (RowRecord.kind(bytes, at)) {
            case RowRecord.PUT, RowRecord.CLEAN -> Knowledge.VALUE;
            case RowRecord.APPEND -> Knowledge.APPENDED;
            default -> Knowledge.ABSENT;
        };
    }

    private void find(int family, byte[] row, int length) {
        hash = RowRecord.hash(family, row, length);
        int candidate = index.first(hash);
        while (candidate != 0) {
            ByteBuffer in = segments.bytes(candidate);
            int offset = Segments.offset(candidate);
            if (RowRecord.isOf(in, offset, hash, family, row, length)) {
                bytes = in;
                at = offset;
                break;
            }
            candidate = RowRecord.next(in, offset);
        }
        address = candidate;
    }

    /** The length of the value of the row located last. */
    public int valueLength() {
        return RowRecord.valueLength(bytes, at);
    }

    /** Reads the value of the row located last. */
    public void readValue(byte[] to) {
        RowRecord.readValue(bytes, at, to, 0);
    }

    /** Remembers the value that the database has for a row of which nothing is known. */
    public void cache(int family, byte[] row, int length, byte[] value, int valueLength) throws IOException {
        if (valueLength <= LONGEST_CACHED) {
            remember(RowRecord.CLEAN, family, row, length, value, valueLength);
        }
    }

    /** Remembers that the database has no such row, of which nothing is known. */
    public void cacheAbsent(int family, byte[] row, int length) throws IOException {
        remember(RowRecord.ABSENT, family, row, length, row, 0);
    }

    /**
     * Sets a row.
     *
     * @param prefix how much of the row's beginning it has in common with those it can be listed with; 0 if it is never listed
     */
    public void put(int family, byte[] row, int length, int prefix, byte[] value, int valueLength) throws IOException {
        reserve(length, prefix, valueLength);
        find(family, row, length);
        int flags = RowRecord.PUT;
        if (address != 0) {
            boolean open = isOpen();
            if (RowRecord.kind(bytes, at) == RowRecord.ABSENT || (open && RowRecord.isFresh(bytes, at))) {
                flags |= RowRecord.FRESH;
            }
            if (open
                    && RowRecord.valueCapacity(bytes, at) >= valueLength
                    && (prefix == 0 || RowRecord.isListed(bytes, at))) {
                RowRecord.kind(bytes, at, flags);
                RowRecord.writeValue(bytes, at, value, valueLength);
                return;
            }
        }
        change(flags, family, row, length, prefix, value, valueLength);
    }

    /** Takes a row away. */
    public void delete(int family, byte[] row, int length, int prefix) throws IOException {
        reserve(length, prefix, 0);
        find(family, row, length);
        if (address != 0) {
            int kind = RowRecord.kind(bytes, at);
            if (kind == RowRecord.DELETE || kind == RowRecord.ABSENT) {
                return;
            }
            if (isOpen() && (prefix == 0 || RowRecord.isListed(bytes, at))) {
                RowRecord.kind(bytes, at, RowRecord.isFresh(bytes, at) ? RowRecord.ABSENT : RowRecord.DELETE);
                RowRecord.writeValue(bytes, at, row, 0);
                return;
            }
        }
        change(RowRecord.DELETE, family, row, length, prefix, row, 0);
    }

    /** True if the record located last may be overwritten. */
    private boolean isOpen() {
        return segments.position(address) >= frozenBefore;
    }

    /** Writes the record of a change of the row located last, for which there is room. */
    private void change(int flags, int family, byte[] row, int length, int prefix, byte[] value, int valueLength) {
        int before = address;
        if (before != 0 && isOpen()) {
            RowRecord.kind(bytes, at, RowRecord.DEAD);
        }
        if (prefix == 0) {
            write(flags, family, row, length, value, valueLength);
        } else {
            int rowHash = hash;
            long last = linkPrefix(family | PREFIX_FAMILY, row, prefix);
            hash = rowHash;
            write(flags | RowRecord.LINKED, family, row, length, value, valueLength);
            RowRecord.link(bytes, at, last);
        }
        enter(before);
    }

    /** Makes the record written last the one of its row, in the place of another unless that is 0. */
    private void enter(int before) {
        if (before == 0) {
            index.add(address);
        } else {
            index.replace(before, address);
        }
    }

    /** Makes the record that is written next the last one with that prefix. Returns the position of the one before, or {@link #NOWHERE}. */
    private long linkPrefix(int family, byte[] row, int prefix) {
        find(family, row, prefix);
        long before = NOWHERE;
        if (address == 0) {
            write(RowRecord.PREFIX | RowRecord.LINKED, family, row, prefix, row, 0);
            enter(0);
        } else {
            before = RowRecord.link(bytes, at);
        }
        RowRecord.link(bytes, at, end());
        return before;
    }

    /** Appends to the value of a row, which is never listed. */
    public void append(int family, byte[] row, int length, byte[] value, int valueLength) throws IOException {
        reserve(length, 0, valueLength);
        find(family, row, length);
        int before = address;
        long link = before == 0 ? NOWHERE : segments.position(before);
        write(RowRecord.APPEND | RowRecord.LINKED, family, row, length, value, valueLength);
        RowRecord.link(bytes, at, link);
        enter(before);
    }

    private void remember(int flags, int family, byte[] row, int length, byte[] value, int valueLength)
            throws IOException {
        reserve(length, 0, valueLength);
        hash = RowRecord.hash(family, row, length);
        write(flags, family, row, length, value, valueLength);
        enter(0);
    }

    /** Writes a record at the end, where there is room for it, and makes it the one located last. */
    private void write(int flags, int family, byte[] row, int length, byte[] value, int valueLength) {
        Segment segment = segments.newest();
        at = segment.filled;
        bytes = segment.bytes;
        RowRecord.write(bytes, at, hash, flags, family, row, length, valueLength);
        RowRecord.writeValue(bytes, at, value, valueLength);
        segment.filled = at + RowRecord.size(bytes, at);
        address = Segments.address(segment, at);
    }

    /** What a row's value is made of: its beginning as the log knows it, and what follows. */
    public interface RowParts {

        /** What the database has is the beginning. */
        void beginWithStored() throws IOException;

        /** The next part, or the beginning. */
        void add(byte[] part);
    }

    /** Reads the row located last, to which something was appended. The database does not change meanwhile. */
    public void readParts(RowParts parts) throws IOException {
        synchronized (flush.writing()) {
            Deque<byte[]> found = new ArrayDeque<>();
            long flushed = flush.flushed();
            long position = segments.position(address);
            while (position >= flushed && kind(position) == RowRecord.APPEND) {
                found.addFirst(value(position));
                int appended = Segments.address(position);
                position = RowRecord.link(segments.bytes(appended), Segments.offset(appended));
            }
            if (position < flushed) {
                parts.beginWithStored();
            } else if (isThere(kind(position))) {
                parts.add(value(position));
            }
            found.forEach(parts::add);
        }
    }

    private int kind(long position) {
        int record = Segments.address(position);
        return RowRecord.kind(segments.bytes(record), Segments.offset(record));
    }

    private static boolean isThere(int kind) {
        return kind == RowRecord.PUT || kind == RowRecord.CLEAN;
    }

    private byte[] value(long position) {
        int record = Segments.address(position);
        ByteBuffer in = segments.bytes(record);
        int offset = Segments.offset(record);
        byte[] value = new byte[RowRecord.valueLength(in, offset)];
        RowRecord.readValue(in, offset, value, 0);
        return value;
    }

    /**
     * What was changed in the rows that begin with a prefix, as far as the database may not know it yet: the rows with their values, null if they
     * are not there any more. Whoever looks into the database afterwards misses nothing.
     */
    public NavigableMap<byte[], byte[]> changes(int family, byte[] row, int prefix) {
        NavigableMap<byte[], byte[]> changes = new TreeMap<>(Arrays::compareUnsigned);
        find(family | PREFIX_FAMILY, row, prefix);
        if (address == 0) {
            return changes;
        }
        long flushed = flush.flushed();
        long position = RowRecord.link(bytes, at);
        while (position >= flushed) {
            int record = Segments.address(position);
            ByteBuffer in = segments.bytes(record);
            int offset = Segments.offset(record);
            byte[] changed = new byte[RowRecord.keyLength(in, offset)];
            RowRecord.readKey(in, offset, changed, 0);
            if (!changes.containsKey(changed)) {
                changes.put(changed, isThere(RowRecord.kind(in, offset)) ? value(position) : null);
            }
            position = RowRecord.link(in, offset);
        }
        return changes;
    }

    /** The position behind the last record. */
    private long end() {
        Segment newest = segments.newest();
        return newest == null ? 0 : newest.end();
    }

    /** Has something done when the database holds what is written now, and nothing that is written from now on. */
    public <T> LogCut<T> cut(LogCut.Action<T> action) throws IOException {
        trim();
        frozenBefore = end();
        LogCut<T> cut = new LogCut<>(frozenBefore, action);
        flush.add(cut);
        return cut;
    }

    /** Comes to a cut, if nobody has yet, and answers with what was made there. May be called by any thread. */
    public <T> T reach(LogCut<T> cut) throws IOException {
        flush.reach(cut);
        return cut.result();
    }

    /** Nobody will come to a cut. Returns false if somebody has: then there is a result. May be called by any thread. */
    public boolean cancel(LogCut<?> cut) {
        return flush.cancel(cut);
    }

    /** Has the database know everything. What cuts are for is done before. */
    public void flush() throws IOException {
        flushTo(end());
    }

    private void flushTo(long position) throws IOException {
        frozenBefore = Math.max(frozenBefore, position);
        flush.flushTo(position);
    }

    /** Makes sure that a record of a row, and one of its prefix if it has one, fit behind the last one. What was located is not any more. */
    private void reserve(int length, int prefix, int valueLength) throws IOException {
        int size = RowRecord.size(length, true, valueLength) + (prefix == 0 ? 0 : RowRecord.size(prefix, true, 0));
        Segment newest = segments.newest();
        if (newest == null || newest.filled + size > Segment.BYTES) {
            addSegment(size);
        }
    }

    private void addSegment(int size) throws IOException {
        boolean first = segments.newest() == null;
        if (first) {
            memory.join();
        }
        int capacity = Math.max(Segment.BYTES, Segment.FIRST + size);
        kept.clear();
        makeRoom(capacity, Segment.FIRST + kept.capacity() + size <= capacity);
        Segment added = new Segment(
                segments.nextSequence(),
                capacity == Segment.BYTES
                        ? memory.take()
                        : ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder()));
        segments.add(added);
        held += capacity;
        if (first) {
            flush.begin(added);
        }
        restoreKept(added);
    }

    /** Forgets what is oldest, until there is room for some bytes more. */
    private void makeRoom(long more, boolean keep) throws IOException {
        long share = memory.share();
        while (held + index.bytes() + more > share && segments.oldest() != segments.newest()) {
            evict(keep);
        }
    }

    /** Gives back what is more than this log's share, as far as the database knows it. */
    private void trim() throws IOException {
        long share = memory.share();
        while (held + index.bytes() > share
                && segments.oldest() != segments.newest()
                && segments.oldest().end() <= flush.flushed()) {
            evict(false);
        }
    }

    private void evict(boolean keep) throws IOException {
        Segment oldest = segments.oldest();
        if (oldest.end() > flush.flushed()) {
            flushTo(endOfSome(oldest));
        }
        int offset = Segment.FIRST;
        while (offset < oldest.filled) {
            int size = RowRecord.size(oldest.bytes, offset);
            forget(oldest, offset, size, keep);
            offset += size;
        }
        segments.removeOldest();
        held -= oldest.bytes.capacity();
        if (oldest.bytes.isDirect()) {
            memory.giveBack(oldest.bytes);
        }
    }

    /** Where some segments end, for what is flushed together is sorted together. */
    private static long endOfSome(Segment first) {
        Segment last = first;
        for (int count = 1; count < FLUSHED_AT_ONCE && last.next != null; count++) {
            last = last.next;
        }
        return last.end();
    }

    private void forget(Segment oldest, int offset, int size, boolean keep) throws IOException {
        int kind = RowRecord.kind(oldest.bytes, offset);
        if (kind == RowRecord.DEAD || !index.remove(Segments.address(oldest, offset))) {
            return;
        }
        boolean room = keep && kept.remaining() >= size;
        if (kind == RowRecord.PREFIX) {
            if (RowRecord.link(oldest.bytes, offset) >= flush.flushed()) {
                if (room) {
                    keep(oldest, offset, size);
                } else {
                    flush();
                }
            }
        } else if (room && kind != RowRecord.APPEND && RowRecord.wasUsed(oldest.bytes, offset)) {
            keep(oldest, offset, size);
        }
    }

    private void keep(Segment segment, int offset, int size) {
        kept.put(kept.position(), segment.bytes, offset, size);
        kept.position(kept.position() + size);
    }

    private void restoreKept(Segment segment) {
        kept.flip();
        segment.bytes.put(segment.filled, kept, 0, kept.limit());
        int end = segment.filled + kept.limit();
        while (segment.filled < end) {
            int offset = segment.filled;
            RowRecord.move(segment.bytes, offset);
            segment.filled += RowRecord.size(segment.bytes, offset);
            index.add(Segments.address(segment, offset));
        }
    }

    /** Bytes of memory that are taken. May be called by any thread, and is about right then. */
    public long bytes() {
        return held + index.bytes();
    }

    /** Gives all memory back. Nobody uses the log any more. */
    public void close() {
        if (segments.newest() != null) {
            memory.leave();
        }
        for (Segment segment = segments.oldest(); segment != null; segment = segment.next) {
            if (segment.bytes.isDirect()) {
                memory.giveBack(segment.bytes);
            }
        }
        index.close();
    }
}
