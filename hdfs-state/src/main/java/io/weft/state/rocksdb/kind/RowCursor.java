package io.weft.state.rocksdb.kind;

import io.weft.state.rocksdb.database.Rows;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Goes through the rows that begin with a prefix: those of the database, with what has changed since put over them. Owned by one thread. */
final class RowCursor implements AutoCloseable {

    private final byte[] prefix;
    private final Iterator<Map.Entry<byte[], byte[]>> changes;
    private final RocksIterator stored;
    private final Function<RocksDBException, IOException> failure;

    // The next of each; null when there is none.
    private Map.Entry<byte[], byte[]> change;
    private byte[] storedKey;

    private byte[] key;
    private byte[] value;

    /** @param changes of rows; their values are null if they are not there any more */
    RowCursor(
            byte[] prefix,
            SortedMap<byte[], byte[]> changes,
            RocksIterator stored,
            Function<RocksDBException, IOException> failure) {
        this.prefix = prefix;
        this.changes = changes.entrySet().iterator();
        this.stored = stored;
        this.failure = failure;
    }

    /** Goes to the first row that is not before that one. Called once. */
    void seek(byte[] from) throws IOException {
        stored.seek(from);
        readStored();
        readChange();
        next();
    }

    /** False when there is no more row. */
    boolean isValid() {
        return key != null;
    }

    byte[] key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    void next() throws IOException {
        do {
            int order = order();
            if (order < 0) {
                key = storedKey;
                value = stored.value();
            } else {
                key = change == null ? null : change.getKey();
                value = change == null ? null : change.getValue();
                readChange();
            }
            if (order <= 0) {
                stored.next();
                readStored();
            }
        } while (key != null && value == null);
    }

    /** Negative if the stored row comes first, positive if a change does or there is nothing more, 0 if the change is of the stored row. */
    private int order() {
        if (storedKey == null) {
            return 1;
        }
        return change == null ? -1 : Arrays.compareUnsigned(storedKey, change.getKey());
    }

    private void readStored() throws IOException {
        if (stored.isValid()) {
            byte[] row = stored.key();
            storedKey = Rows.startsWith(row, prefix) ? row : null;
        } else {
            storedKey = null;
            try {
                stored.status();
            } catch (RocksDBException e) {
                throw failure.apply(e);
            }
        }
    }

    private void readChange() {
        change = changes.hasNext() ? changes.next() : null;
    }

    @Override
    public void close() {
        stored.close();
    }
}
