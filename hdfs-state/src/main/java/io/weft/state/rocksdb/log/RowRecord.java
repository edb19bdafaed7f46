package io.weft.state.rocksdb.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a record: hash of the row (4 bytes), address of the next record with such a hash (4), kind (1), whether it was used lately (1),
 * family (2), lengths of key and value (4 each), how long the value may become (4), key, perhaps a link to an earlier position (8), value.
 * Records begin at multiples of 8.
 */
final class RowRecord {

    /** The row has this value, which the database does not know yet. */
    static final int PUT = 1;
    /** The row is not there any more, which the database does not know yet. */
    static final int DELETE = 2;
    /** What is to be appended to the row's value, which the database does not know yet. Its link is to the row's record before. */
    static final int APPEND = 3;
    /** The row's value as it is in the database. */
    static final int CLEAN = 4;
    /** The row is not in the database. */
    static final int ABSENT = 5;
    /** There is a later record that says all this one does. */
    static final int DEAD = 6;
    /** Its value is the position of the last written row that begins with its key. */
    static final int PREFIX = 7;

    private static final int KIND_MASK = 0x0F;
    /** There is a link. */
    static final int LINKED = 0x10;
    /** The database has no such row, so that one that is taken away leaves nothing behind. */
    static final int FRESH = 0x20;
    /** It lies elsewhere than where it was written: nothing links to it. */
    private static final int MOVED = 0x40;

    static final int HEADER = 24;
    private static final int HASH = 0;
    private static final int NEXT = 4;
    private static final int KIND = 8;
    private static final int USED = 9;
    private static final int FAMILY = 10;
    private static final int KEY_LENGTH = 12;
    private static final int VALUE_LENGTH = 16;
    private static final int VALUE_CAPACITY = 20;
    private static final int ALIGNMENT = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private RowRecord() {}

    static int hash(int family, byte[] row, int length) {
        long hash = ((family + 1) * PRIME) ^ length;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(row, at)) * PRIME;
            hash ^= hash >>> 32;
        }
        for (; at < length; at++) {
            hash = (hash ^ row[at]) * PRIME;
        }
        hash ^= hash >>> 29;
        hash *= PRIME;
        return (int) (hash >>> 32);
    }

    static int size(int keyLength, boolean linked, int valueCapacity) {
        int bytes = HEADER + keyLength + (linked ? Long.BYTES : 0) + valueCapacity;
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static int size(ByteBuffer bytes, int at) {
        return size(keyLength(bytes, at), isLinked(bytes, at), bytes.getInt(at + VALUE_CAPACITY));
    }

    static void write(
            ByteBuffer bytes, int at, int hash, int flags, int family, byte[] row, int length, int valueLength) {
        bytes.putInt(at + HASH, hash);
        bytes.putInt(at + KIND, 0);
        bytes.put(at + KIND, (byte) flags);
        bytes.putShort(at + FAMILY, (short) family);
        bytes.putInt(at + KEY_LENGTH, length);
        bytes.putInt(at + VALUE_LENGTH, valueLength);
        bytes.putInt(at + VALUE_CAPACITY, valueLength);
        write(bytes, at + HEADER, row, length);
    }

    private static void write(ByteBuffer bytes, int at, byte[] from, int length) {
        int done = 0;
        if (length <= 4 * Long.BYTES) {
            for (; done + Long.BYTES <= length; done += Long.BYTES) {
                bytes.putLong(at + done, (long) LONGS.get(from, done));
            }
            for (; done < length; done++) {
                bytes.put(at + done, from[done]);
            }
        } else {
            bytes.put(at, from, 0, length);
        }
    }

    private static void read(ByteBuffer bytes, int at, byte[] to, int offset, int length) {
        int done = 0;
        if (length <= 4 * Long.BYTES) {
            for (; done + Long.BYTES <= length; done += Long.BYTES) {
                LONGS.set(to, offset + done, bytes.getLong(at + done));
            }
            for (; done < length; done++) {
                to[offset + done] = bytes.get(at + done);
            }
        } else {
            bytes.get(at, to, offset, length);
        }
    }

    static boolean isOf(ByteBuffer bytes, int at, int hash, int family, byte[] row, int length) {
        if (bytes.getInt(at + HASH) != hash || bytes.getInt(at + KEY_LENGTH) != length || family(bytes, at) != family) {
            return false;
        }
        int key = at + HEADER;
        int done = 0;
        for (; done + Long.BYTES <= length; done += Long.BYTES) {
            if (bytes.getLong(key + done) != (long) LONGS.get(row, done)) {
                return false;
            }
        }
        for (; done < length; done++) {
            if (bytes.get(key + done) != row[done]) {
                return false;
            }
        }
        return true;
    }

    static int hash(ByteBuffer bytes, int at) {
        return bytes.getInt(at + HASH);
    }

    static int next(ByteBuffer bytes, int at) {
        return bytes.getInt(at + NEXT);
    }

    static void next(ByteBuffer bytes, int at, int address) {
        bytes.putInt(at + NEXT, address);
    }

    static int kind(ByteBuffer bytes, int at) {
        return bytes.get(at + KIND) & KIND_MASK;
    }

    static boolean isLinked(ByteBuffer bytes, int at) {
        return (bytes.get(at + KIND) & LINKED) != 0;
    }

    /** True if it is found by its prefix. */
    static boolean isListed(ByteBuffer bytes, int at) {
        return (bytes.get(at + KIND) & (LINKED | MOVED)) == LINKED;
    }

    static boolean isFresh(ByteBuffer bytes, int at) {
        return (bytes.get(at + KIND) & FRESH) != 0;
    }

    /** Makes it one of another kind, whose link stays. */
    static void kind(ByteBuffer bytes, int at, int kind) {
        bytes.put(at + KIND, (byte) ((bytes.get(at + KIND) & (LINKED | MOVED)) | kind));
    }

    /** What has moved although the database knows it says what the database has. */
    static void move(ByteBuffer bytes, int at) {
        int kind = kind(bytes, at);
        if (kind != PREFIX) {
            kind(bytes, at, MOVED | (kind == PUT || kind == CLEAN ? CLEAN : ABSENT));
        }
        bytes.put(at + USED, (byte) 0);
    }

    static boolean wasUsed(ByteBuffer bytes, int at) {
        return bytes.get(at + USED) != 0;
    }

    static void use(ByteBuffer bytes, int at) {
        bytes.put(at + USED, (byte) 1);
    }

    static int family(ByteBuffer bytes, int at) {
        return bytes.getShort(at + FAMILY) & 0xFFFF;
    }

    static int keyLength(ByteBuffer bytes, int at) {
        return bytes.getInt(at + KEY_LENGTH);
    }

    static void readKey(ByteBuffer bytes, int at, byte[] to, int offset) {
        read(bytes, at + HEADER, to, offset, keyLength(bytes, at));
    }

    /** A byte of the key. */
    static int keyByte(ByteBuffer bytes, int at, int index) {
        return bytes.get(at + HEADER + index) & 0xFF;
    }

    private static int linkOffset(ByteBuffer bytes, int at) {
        return at + HEADER + keyLength(bytes, at);
    }

    static long link(ByteBuffer bytes, int at) {
        return bytes.getLong(linkOffset(bytes, at));
    }

    static void link(ByteBuffer bytes, int at, long position) {
        bytes.putLong(linkOffset(bytes, at), position);
    }

    private static int valueOffset(ByteBuffer bytes, int at) {
        return linkOffset(bytes, at) + (isLinked(bytes, at) ? Long.BYTES : 0);
    }

    static int valueLength(ByteBuffer bytes, int at) {
        return bytes.getInt(at + VALUE_LENGTH);
    }

    static int valueCapacity(ByteBuffer bytes, int at) {
        return bytes.getInt(at + VALUE_CAPACITY);
    }

    static void readValue(ByteBuffer bytes, int at, byte[] to, int offset) {
        read(bytes, valueOffset(bytes, at), to, offset, valueLength(bytes, at));
    }

    /** Sets the value, which is not longer than it may be. */
    static void writeValue(ByteBuffer bytes, int at, byte[] value, int length) {
        bytes.putInt(at + VALUE_LENGTH, length);
        write(bytes, valueOffset(bytes, at), value, length);
    }
}
