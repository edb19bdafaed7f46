package io.weft.runtime.network;

import java.util.Arrays;

/** A piece of a channel's stream on its way into a segment. The bytes belong to the writer and may change as soon as it goes on. */
@SuppressWarnings("ArrayRecordComponent") // a place in a buffer, which nobody compares
record Chunk(byte[] bytes, int from, int sizeBytes, SegmentHead head) {

    /** The same with bytes of its own, so that it can wait. */
    Chunk detached() {
        return new Chunk(Arrays.copyOfRange(bytes, from, from + sizeBytes), 0, sizeBytes, head);
    }
}
