package io.weft.state.rocksdb;

import java.io.IOException;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** Reads and writes the rows of one state. Owned by the thread of the task. */
final class StateAccess {

    static final int ABSENT = RocksDB.NOT_FOUND;

    private static final int FIRST_CAPACITY = 256;
    private static final byte[] NOTHING = new byte[0];

    private final String state;
    private final RocksDB rocks;
    private final ColumnFamilyHandle family;
    private final ReadOptions readOptions;
    private final WriteOptions writeOptions;
    private byte[] value = new byte[FIRST_CAPACITY];

    StateAccess(String state, Database database, ColumnFamilyHandle family, ReadOptions readOptions) {
        this.state = state;
        this.rocks = database.rocks();
        this.family = family;
        this.readOptions = readOptions;
        this.writeOptions = database.resources().writeOptions();
    }

    /** Reads a row into {@link #value}. Returns its length, or {@link #ABSENT}. */
    int get(byte[] row, int length) throws IOException {
        try {
            int found = rocks.get(family, readOptions, row, 0, length, value, 0, value.length);
            if (found > value.length) {
                value = new byte[Math.max(found, 2 * value.length)];
                found = rocks.get(family, readOptions, row, 0, length, value, 0, value.length);
            }
            return found;
        } catch (RocksDBException e) {
            throw failure("read", e);
        }
    }

    /** What {@link #get} has read last. */
    byte[] value() {
        return value;
    }

    boolean contains(byte[] row, int length) throws IOException {
        try {
            return rocks.get(family, readOptions, row, 0, length, NOTHING, 0, 0) != ABSENT;
        } catch (RocksDBException e) {
            throw failure("read", e);
        }
    }

    void put(byte[] row, int length, byte[] newValue, int valueLength) throws IOException {
        try {
            rocks.put(family, writeOptions, row, 0, length, newValue, 0, valueLength);
        } catch (RocksDBException e) {
            throw failure("written", e);
        }
    }

    /** Appends to a row. */
    void append(byte[] row, int length, byte[] end, int endLength) throws IOException {
        try {
            rocks.merge(family, writeOptions, row, 0, length, end, 0, endLength);
        } catch (RocksDBException e) {
            throw failure("written", e);
        }
    }

    void delete(byte[] row, int length) throws IOException {
        try {
            rocks.delete(family, writeOptions, row, 0, length);
        } catch (RocksDBException e) {
            throw failure("written", e);
        }
    }

    /** Goes through the rows as they are now; to be closed. */
    RocksIterator iterate() {
        return rocks.newIterator(family, readOptions);
    }

    /** Says that an iterator has come to its end because there is nothing more, and not because of an error. */
    void check(RocksIterator rows) throws IOException {
        try {
            rows.status();
        } catch (RocksDBException e) {
            throw failure("read", e);
        }
    }

    private IOException failure(String done, RocksDBException cause) {
        return new IOException("State '" + state + "' can't be " + done + " in RocksDB: " + cause.getMessage(), cause);
    }
}
