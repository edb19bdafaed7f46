package io.weft.state.rocksdb.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds records by the hashes of their rows: a table of chains that grows by one chain at a time (linear hashing, Litwin 1980), so that no
 * row waits until all have been moved. Owned by the thread of the task.
 */
final class RowIndex {

    private static final int PAGE_BITS = 16;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int FIRST_CHAINS = 256;

    /** Each record that is passed on the way to another one costs a trip to memory. */
    private static final int CHAINS_A_RECORD = 2;

    private final LogMemory memory;
    private final Segments segments;
    private final List<ByteBuffer> kept = new ArrayList<>();
    private ByteBuffer[] pages = new ByteBuffer[0];
    private int chains;
    // The last power of two that the number of chains has reached.
    private int doubled = FIRST_CHAINS;
    private int records;

    RowIndex(LogMemory memory, Segments segments) {
        this.memory = memory;
        this.segments = segments;
    }

    /** Bytes of memory. */
    long bytes() {
        return (long) kept.size() * Segment.BYTES;
    }

    private int chain(int hash) {
        int chain = hash & (2 * doubled - 1);
        return chain < chains ? chain : hash & (doubled - 1);
    }

    private int head(int chain) {
        return pages[chain >>> PAGE_BITS].getInt((chain & PAGE_MASK) << 2);
    }

    private void head(int chain, int address) {
        pages[chain >>> PAGE_BITS].putInt((chain & PAGE_MASK) << 2, address);
    }

    /** The first record whose hash may be that one, or 0. */
    int first(int hash) {
        return chains == 0 ? 0 : head(chain(hash));
    }

    /** Adds a record before all others of its chain. */
    void add(int address) {
        while (CHAINS_A_RECORD * (records + 1) > chains) {
            grow();
        }
        ByteBuffer bytes = segments.bytes(address);
        int at = Segments.offset(address);
        int chain = chain(RowRecord.hash(bytes, at));
        RowRecord.next(bytes, at, head(chain));
        head(chain, address);
        records++;
    }

    private void grow() {
        if (chains == 0) {
            addPage();
            while (chains < FIRST_CHAINS) {
                head(chains++, 0);
            }
            return;
        }
        if (chains >>> PAGE_BITS == kept.size()) {
            addPage();
        }
        int from = chains - doubled;
        int to = chains++;
        int address = head(from);
        int low = 0;
        int high = 0;
        while (address != 0) {
            ByteBuffer bytes = segments.bytes(address);
            int at = Segments.offset(address);
            int next = RowRecord.next(bytes, at);
            if ((RowRecord.hash(bytes, at) & doubled) == 0) {
                RowRecord.next(bytes, at, low);
                low = address;
            } else {
                RowRecord.next(bytes, at, high);
                high = address;
            }
            address = next;
        }
        head(from, low);
        head(to, high);
        if (chains == 2 * doubled) {
            doubled = chains;
        }
    }

    private void addPage() {
        kept.add(memory.take());
        pages = kept.toArray(ByteBuffer[]::new);
    }

    /** Puts another record of the same row in the place of one. Returns false, and does nothing, if that is not in its chain. */
    boolean replace(int address, int other) {
        ByteBuffer bytes = segments.bytes(address);
        int at = Segments.offset(address);
        int next = RowRecord.next(bytes, at);
        if (!relink(RowRecord.hash(bytes, at), address, other)) {
            return false;
        }
        RowRecord.next(segments.bytes(other), Segments.offset(other), next);
        return true;
    }

    /** Takes a record away. Returns false if it is not in its chain. */
    boolean remove(int address) {
        ByteBuffer bytes = segments.bytes(address);
        int at = Segments.offset(address);
        if (!relink(RowRecord.hash(bytes, at), address, RowRecord.next(bytes, at))) {
            return false;
        }
        records--;
        return true;
    }

    private boolean relink(int hash, int address, int other) {
        int chain = chain(hash);
        int current = head(chain);
        if (current == address) {
            head(chain, other);
            return true;
        }
        while (current != 0) {
            ByteBuffer bytes = segments.bytes(current);
            int at = Segments.offset(current);
            int next = RowRecord.next(bytes, at);
            if (next == address) {
                RowRecord.next(bytes, at, other);
                return true;
            }
            current = next;
        }
        return false;
    }

    void close() {
        kept.forEach(memory::giveBack);
        kept.clear();
    }
}
