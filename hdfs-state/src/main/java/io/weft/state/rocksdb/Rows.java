package io.weft.state.rocksdb;

import java.util.Arrays;

/** The bytes of rows' keys. */
final class Rows {

    /** What every row begins with: its key group. */
    static final int GROUP_BYTES = 2;

    private Rows() {}

    /** What all rows of a key group begin with, or where it ends: where the next one begins. */
    static byte[] ofGroup(int group) {
        return new byte[] {(byte) (group >> 8), (byte) group};
    }

    static boolean startsWith(byte[] row, byte[] start) {
        return startsWith(row, start, start.length);
    }

    static boolean startsWith(byte[] row, byte[] start, int length) {
        return row.length >= length && Arrays.equals(row, 0, length, start, 0, length);
    }
}
