package io.weft.state.rocksdb.database;

import java.nio.file.Path;
import org.rocksdb.EnvOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/** A file of rows in their order, which a family takes in as a whole. There is none until there is a row. Owned by one thread. */
public final class BulkFile implements AutoCloseable {

    private final RocksResources resources;
    private final Path path;
    private EnvOptions environment;
    private SstFileWriter writer;

    public BulkFile(RocksResources resources, Path path) {
        this.resources = resources;
        this.path = path;
    }

    /** Adds a row, whose key is greater than those before. */
    public void put(byte[] row, byte[] value) throws RocksDBException {
        if (writer == null) {
            environment = new EnvOptions();
            writer = new SstFileWriter(environment, resources.fileOptions());
            writer.open(path.toString());
        }
        writer.put(row, value);
    }

    /** Ends the file. Returns its path, or null if there were no rows. */
    public Path finish() throws RocksDBException {
        if (writer == null) {
            return null;
        }
        writer.finish();
        return path;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            environment.close();
        }
    }
}
