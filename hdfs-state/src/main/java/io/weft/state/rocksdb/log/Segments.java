package io.weft.state.rocksdb.log;

import java.nio.ByteBuffer;

/**
 * The segments of a log that are there, oldest first. A record's address is an int: its segment's number, cut to some bits, and its place there
 * in steps of 8 bytes. 0 is no address. Owned by the thread of the task.
 */
final class Segments {

    private static final int PLACE_BITS = 15;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int MAX_RING = 1 << (Integer.SIZE - PLACE_BITS);
    private static final int STEP_BITS = 3;

    private Segment[] ring = new Segment[16];
    private Segment oldest;
    private Segment newest;

    /** Null if there is none. */
    Segment oldest() {
        return oldest;
    }

    /** Null if there is none. */
    Segment newest() {
        return newest;
    }

    /** The number of the next segment. */
    long nextSequence() {
        return newest == null ? 1 : newest.sequence + newest.numbers();
    }

    void add(Segment segment) {
        if (newest == null) {
            oldest = segment;
        } else {
            newest.next = segment;
        }
        newest = segment;
        while (newest.sequence + newest.numbers() - oldest.sequence > ring.length) {
            grow();
        }
        ring[(int) segment.sequence & (ring.length - 1)] = segment;
    }

    private void grow() {
        if (ring.length == MAX_RING) {
            throw new IllegalStateException("A log of rows can't have more than " + MAX_RING + " segments");
        }
        ring = new Segment[2 * ring.length];
        for (Segment segment = oldest; segment != null; segment = segment.next) {
            ring[(int) segment.sequence & (ring.length - 1)] = segment;
        }
    }

    /** Forgets the oldest one, which is not the only one. */
    void removeOldest() {
        ring[(int) oldest.sequence & (ring.length - 1)] = null;
        oldest = oldest.next;
    }

    static int address(Segment segment, int offset) {
        return ((int) (segment.sequence << PLACE_BITS)) | (offset >>> STEP_BITS);
    }

    /** The address of the record at a position, whose segment is still there. */
    static int address(long position) {
        return (int) (position >>> STEP_BITS);
    }

    private Segment segment(int address) {
        return ring[(address >>> PLACE_BITS) & (ring.length - 1)];
    }

    ByteBuffer bytes(int address) {
        return segment(address).bytes;
    }

    static int offset(int address) {
        return (address & PLACE_MASK) << STEP_BITS;
    }

    long position(int address) {
        return segment(address).start() + offset(address);
    }
}
