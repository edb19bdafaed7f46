package io.weft.state.rocksdb.database;

import io.weft.api.serialization.DataOutputSerializer;
import java.util.Arrays;

/** The bytes of rows' keys. */
public final class Rows {

    /** What every row begins with: its key group. */
    public static final int GROUP_BYTES = 2;

    private Rows() {}

    /** What all rows of a key group begin with, or where it ends: where the next one begins. */
    public static byte[] ofGroup(int group) {
        return new byte[] {(byte) (group >> 8), (byte) group};
    }

    public static boolean startsWith(byte[] row, byte[] start) {
        return startsWith(row, start, start.length);
    }

    public static boolean startsWith(byte[] row, byte[] start, int length) {
        return row.length >= length && Arrays.equals(row, 0, length, start, 0, length);
    }

    /** Writes the time of a timer so that the bytes are in the order of the times. */
    public static void writeTime(long time, DataOutputSerializer out) {
        out.writeLong(time ^ Long.MIN_VALUE);
    }

    /** The time of a timer's row. */
    public static long timeOf(byte[] row) {
        long time = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            time = (time << Byte.SIZE) | (row[GROUP_BYTES + i] & 0xFF);
        }
        return time ^ Long.MIN_VALUE;
    }
}
