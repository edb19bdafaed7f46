package io.weft.state.rocksdb.log;

import java.nio.ByteBuffer;

/** A part of a log: records one after the other. */
final class Segment {

    static final int BYTES = 256 * 1024;

    /** Where the first record is, so that no record has the address 0. */
    static final int FIRST = 8;

    final long sequence;
    final ByteBuffer bytes;

    /** The end of the last record. */
    int filled = FIRST;

    /** The segment after this one, or null. */
    Segment next;

    /**
     * @param sequence grows along the log; a segment of more bytes than usual takes as many numbers as it could be segments
     * @param bytes in the machine's order
     */
    Segment(long sequence, ByteBuffer bytes) {
        this.sequence = sequence;
        this.bytes = bytes;
    }

    /** The position of its beginning in the log. */
    long start() {
        return sequence * BYTES;
    }

    /** The position of its end in the log, so far. */
    long end() {
        return start() + filled;
    }

    /** How many numbers it takes. */
    int numbers() {
        return (bytes.capacity() + BYTES - 1) / BYTES;
    }
}
