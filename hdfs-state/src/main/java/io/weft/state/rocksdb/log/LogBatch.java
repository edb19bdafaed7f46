package io.weft.state.rocksdb.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Changes for the database, in the order of the rows, as far as their first bytes tell: a skip list takes neighbours several times faster than
 * rows from everywhere. Changes of the same row stay in their order. Used by one thread at a time.
 */
final class LogBatch {

    private static final int SORTED_WORDS = 2;
    private static final int RADIX_BITS = Byte.SIZE;
    private static final int RADIX = 1 << RADIX_BITS;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    // In the form of WriteBatch: a sequence number, which the database sets, the number of changes, and the changes.
    private static final int COUNT = 8;
    private static final int HEADER = 12;
    private static final int DELETION = 4;
    private static final int VALUE = 5;
    private static final int MERGE = 6;
    private static final int MOST_OVERHEAD = 16;

    private Segment[] segments = new Segment[1024];
    private int[] offsets = new int[1024];
    private final long[][] words = new long[SORTED_WORDS][1024];
    private int count;
    private long bytes;

    private byte[] out = new byte[0];
    private int at;

    /** Adds what a record changes, if it changes anything. */
    void add(Segment segment, int offset) {
        ByteBuffer from = segment.bytes;
        int kind = RowRecord.kind(from, offset);
        if (kind != RowRecord.PUT && kind != RowRecord.DELETE && kind != RowRecord.APPEND) {
            return;
        }
        if (count == offsets.length) {
            segments = Arrays.copyOf(segments, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
            for (int word = 0; word < SORTED_WORDS; word++) {
                words[word] = Arrays.copyOf(words[word], 2 * count);
            }
        }
        segments[count] = segment;
        offsets[count] = offset;
        int length = RowRecord.keyLength(from, offset);
        for (int word = 0; word < SORTED_WORDS; word++) {
            words[word][count] = word(from, offset, length, word * Long.BYTES);
        }
        bytes += MOST_OVERHEAD + length + RowRecord.valueLength(from, offset);
        count++;
    }

    private static long word(ByteBuffer from, int offset, int length, int start) {
        long word = 0;
        for (int i = start; i < start + Long.BYTES; i++) {
            word = (word << Byte.SIZE) | (i < length ? RowRecord.keyByte(from, offset, i) : 0);
        }
        return word;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Bytes of the batch, at most. */
    long bytes() {
        return bytes;
    }

    /** The changes; none are left. */
    byte[] take() {
        out = new byte[Math.toIntExact(HEADER + bytes)];
        at = HEADER;
        INTS.set(out, COUNT, count);
        for (int index : sorted()) {
            encode(segments[index].bytes, offsets[index]);
        }
        byte[] batch = Arrays.copyOf(out, at);
        out = new byte[0];
        Arrays.fill(segments, 0, count, null);
        count = 0;
        bytes = 0;
        return batch;
    }

    /** By the words, the last byte first. */
    private int[] sorted() {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        int[] other = new int[count];
        for (int word = SORTED_WORDS - 1; word >= 0; word--) {
            for (int shift = 0; shift < Long.SIZE; shift += RADIX_BITS) {
                if (pass(words[word], shift, order, other)) {
                    int[] swapped = order;
                    order = other;
                    other = swapped;
                }
            }
        }
        return order;
    }

    /** Returns false if all have the same byte there. */
    private boolean pass(long[] word, int shift, int[] from, int[] to) {
        int[] starts = new int[RADIX + 1];
        for (int i = 0; i < count; i++) {
            starts[((int) (word[i] >>> shift) & (RADIX - 1)) + 1]++;
        }
        if (starts[((int) (word[0] >>> shift) & (RADIX - 1)) + 1] == count) {
            return false;
        }
        for (int i = 0; i < RADIX; i++) {
            starts[i + 1] += starts[i];
        }
        for (int i = 0; i < count; i++) {
            to[starts[(int) (word[from[i]] >>> shift) & (RADIX - 1)]++] = from[i];
        }
        return true;
    }

    private void encode(ByteBuffer from, int offset) {
        int kind = RowRecord.kind(from, offset);
        out[at++] = (byte) (kind == RowRecord.PUT ? VALUE : kind == RowRecord.DELETE ? DELETION : MERGE);
        writeVarInt(RowRecord.family(from, offset));
        int length = RowRecord.keyLength(from, offset);
        writeVarInt(length);
        RowRecord.readKey(from, offset, out, at);
        at += length;
        if (kind != RowRecord.DELETE) {
            int valueLength = RowRecord.valueLength(from, offset);
            writeVarInt(valueLength);
            RowRecord.readValue(from, offset, out, at);
            at += valueLength;
        }
    }

    private void writeVarInt(int value) {
        int left = value;
        while (left >= 0x80) {
            out[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        out[at++] = (byte) left;
    }
}
