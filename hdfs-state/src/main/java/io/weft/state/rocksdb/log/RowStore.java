package io.weft.state.rocksdb.log;

import java.io.IOException;

/** The database behind a log. */
@FunctionalInterface
public interface RowStore {

    /**
     * Takes all changes of a batch, or none.
     *
     * @param batch in the form of RocksDB's {@code WriteBatch}
     */
    void write(byte[] batch) throws IOException;
}
