package io.weft.state.rocksdb.kind;

import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.log.RowLog;
import java.io.IOException;
import java.util.Arrays;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads and writes the rows of one state: in the log, and in the database what the log knows nothing of. Owned by the thread of the task. */
public final class StateAccess {

    static final int ABSENT = RocksDB.NOT_FOUND;

    /** Of rows that are never listed. */
    static final int NO_PREFIX = 0;

    private static final int FIRST_CAPACITY = 256;

    private final String state;
    private final Database database;
    private final RocksDB rocks;
    private final RowLog log;
    private final ColumnFamilyHandle handle;
    private final int family;
    private final ReadOptions readOptions;
    private byte[] value = new byte[FIRST_CAPACITY];

    public StateAccess(String state, Database database, ColumnFamilyHandle handle, ReadOptions readOptions) {
        this.state = state;
        this.database = database;
        this.rocks = database.rocks();
        this.log = database.log();
        this.handle = handle;
        this.family = handle.getID();
        this.readOptions = readOptions;
    }

    /** Reads a row into {@link #value}. Returns its length, or {@link #ABSENT}. */
    int get(byte[] row, int length) throws IOException {
        return switch (log.locate(family, row, length)) {
            case NONE -> {
                int found = getStored(row, length);
                if (found == ABSENT) {
                    log.cacheAbsent(family, row, length);
                } else {
                    log.cache(family, row, length, value, found);
                }
                yield found;
            }
            case VALUE -> {
                int found = log.valueLength();
                if (found > value.length) {
                    value = new byte[Math.max(found, 2 * value.length)];
                }
                log.readValue(value);
                yield found;
            }
            case ABSENT -> ABSENT;
            case APPENDED -> new Parts(row, length).read();
        };
    }

    private int getStored(byte[] row, int length) throws IOException {
        if (!database.mayHaveRows()) {
            return ABSENT;
        }
        try {
            int found = rocks.get(handle, readOptions, row, 0, length, value, 0, value.length);
            if (found > value.length) {
                value = new byte[Math.max(found, 2 * value.length)];
                found = rocks.get(handle, readOptions, row, 0, length, value, 0, value.length);
            }
            return found;
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** Puts a value together of its parts. */
    private final class Parts implements RowLog.RowParts {

        private final byte[] row;
        private final int rowLength;
        private int length;

        Parts(byte[] row, int rowLength) {
            this.row = row;
            this.rowLength = rowLength;
        }

        int read() throws IOException {
            log.readParts(this);
            return length;
        }

        @Override
        public void beginWithStored() throws IOException {
            length = Math.max(0, getStored(row, rowLength));
        }

        @Override
        public void add(byte[] part) {
            if (length + part.length > value.length) {
                value = Arrays.copyOf(value, Math.max(length + part.length, 2 * value.length));
            }
            System.arraycopy(part, 0, value, length, part.length);
            length += part.length;
        }
    }

    /** What {@link #get} has read last. */
    byte[] value() {
        return value;
    }

    boolean contains(byte[] row, int length) throws IOException {
        return get(row, length) != ABSENT;
    }

    /** @param prefix how much of the row is that by which it is listed, or {@link #NO_PREFIX} */
    void put(byte[] row, int length, int prefix, byte[] newValue, int valueLength) throws IOException {
        log.put(family, row, length, prefix, newValue, valueLength);
    }

    /** Appends to a row, which is never listed. */
    void append(byte[] row, int length, byte[] end, int endLength) throws IOException {
        log.append(family, row, length, end, endLength);
    }

    /** @param prefix as of {@link #put} */
    void delete(byte[] row, int length, int prefix) throws IOException {
        log.delete(family, row, length, prefix);
    }

    /**
     * Goes through rows as they are now, in the order of their bytes; to be closed.
     *
     * @param prefix with which they were written, and begin
     * @param from where to begin
     */
    RowCursor list(byte[] prefix, byte[] from) throws IOException {
        var changes = log.changes(family, prefix, prefix.length);
        RowCursor rows =
                new RowCursor(prefix, changes.tailMap(from), rocks.newIterator(handle, readOptions), this::failure);
        rows.seek(from);
        return rows;
    }

    /** True if something is known of a row without the database. */
    boolean isInMemory(byte[] row) {
        return log.locate(family, row, row.length) != RowLog.Knowledge.NONE;
    }

    /** Goes through the rows of the database alone; to be closed. */
    RocksIterator stored() {
        return rocks.newIterator(handle, readOptions);
    }

    /** What to say when the database fails. */
    IOException failure(RocksDBException cause) {
        return new IOException("State '" + state + "' can't be read in RocksDB: " + cause.getMessage(), cause);
    }
}
