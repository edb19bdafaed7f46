package io.weft.state.rocksdb.database;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** How a database does. Thread-safe; each reading costs some microseconds. */
public final class RocksMetrics {

    private static final String CACHE = "block-cache-usage";

    /** RocksDB's names, which are summed up over all states. */
    private static final String[] SUMS = {
        "cur-size-all-mem-tables",
        "size-all-mem-tables",
        "estimate-num-keys",
        "estimate-live-data-size",
        "total-sst-files-size",
        "estimate-pending-compaction-bytes",
        "num-running-compactions",
        "num-running-flushes"
    };

    private final Database database;

    public RocksMetrics(Database database) {
        this.database = database;
    }

    /** The figures by their names, such as {@code rocksdb.estimate-num-keys}; none when the backend is closed. Sizes are in bytes. */
    public Map<String, Long> read() throws IOException {
        Map<String, Long> figures = new LinkedHashMap<>();
        if (database.hold()) {
            try {
                RocksDB rocks = database.rocks();
                for (String name : SUMS) {
                    figures.put("rocksdb." + name, rocks.getAggregatedLongProperty("rocksdb." + name));
                }
                figures.put("rocksdb." + CACHE, rocks.getLongProperty("rocksdb." + CACHE));
                figures.put(
                        "rocksdb.num-files", (long) rocks.getLiveFilesMetaData().size());
            } catch (RocksDBException e) {
                throw new IOException("RocksDB's figures can't be read: " + e.getMessage(), e);
            } finally {
                database.release();
            }
        }
        return figures;
    }
}
