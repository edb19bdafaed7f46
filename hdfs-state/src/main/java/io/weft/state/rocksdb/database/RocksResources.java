package io.weft.state.rocksdb.database;

import io.weft.state.rocksdb.log.LogMemory;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksObject;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * What all databases of a TaskManager share: one budget of memory, of which what is not yet on disk may take a part and cached blocks have
 * the rest, threads, and options. Thread-safe; closed after the last database.
 */
public final class RocksResources implements AutoCloseable {

    private static final int SHARDS_BY_SIZE = -1;

    /** Of a memory table; more than this is flushed at once, however much room there is. */
    private static final long MEMORY_TABLE_BYTES = 64L << 20;

    /** Memory tables take memory in such steps. By default it is a MB, which many states that are hardly used would waste. */
    private static final long ARENA_BLOCK_BYTES = 64 << 10;

    private static final double FILTER_BITS = 10;
    private static final int FLUSH_THREADS = 1;
    private static final int COMPACTION_THREADS = 2;

    private final LogMemory logMemory;
    private final WriteBufferManager writeBuffers;
    private final Cache cache;
    private final BloomFilter filter = new BloomFilter(FILTER_BITS, false);
    private final StringAppendOperator append = new StringAppendOperator("");
    private final ColumnFamilyOptions familyOptions;
    private final DBOptions databaseOptions;
    private final Options fileOptions;
    private final WriteOptions writeOptions;

    private RocksResources(long bytes, double writeBufferRatio, double indexRatio) {
        // Charged to the cache, so what memory tables take is taken from cached blocks. The limit is not strict: a
        // strict one fails reads
        // while a flush is under way, instead of exceeding the limit by the blocks that are being read.
        long unwritten = (long) (bytes * writeBufferRatio);
        logMemory = new LogMemory(unwritten / 2);
        cache = new LRUCache(bytes - unwritten / 2, SHARDS_BY_SIZE, false, indexRatio);
        writeBuffers = new WriteBufferManager(unwritten / 2, cache);
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(filter)
                .setFormatVersion(5)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        familyOptions = new ColumnFamilyOptions()
                .setTableFormatConfig(tables)
                .setMergeOperator(append)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(MEMORY_TABLE_BYTES)
                .setArenaBlockSize(ARENA_BLOCK_BYTES);
        Env threads = Env.getDefault()
                .setBackgroundThreads(FLUSH_THREADS, Priority.HIGH)
                .setBackgroundThreads(COMPACTION_THREADS, Priority.LOW);
        databaseOptions = new DBOptions()
                .setCreateIfMissing(true)
                .setEnv(threads)
                .setMaxBackgroundJobs(FLUSH_THREADS + COMPACTION_THREADS)
                .setWriteBufferManager(writeBuffers)
                .setAvoidFlushDuringShutdown(true)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.HEADER_LEVEL);
        fileOptions = new Options(databaseOptions, familyOptions);
        writeOptions = new WriteOptions().setDisableWAL(true);
    }

    /**
     * Loads RocksDB.
     *
     * @param bytes the budget of memory
     * @param writeBufferRatio the part of it for what is not yet on disk, 0 to 1
     * @param indexRatio the part of it that is kept for indexes and filters, 0 to 1
     */
    public static RocksResources load(long bytes, double writeBufferRatio, double indexRatio) {
        RocksDB.loadLibrary();
        return new RocksResources(bytes, writeBufferRatio, indexRatio);
    }

    public LogMemory logMemory() {
        return logMemory;
    }

    public DBOptions databaseOptions() {
        return databaseOptions;
    }

    public ColumnFamilyOptions familyOptions() {
        return familyOptions;
    }

    /** For files that are written to be ingested. */
    public Options fileOptions() {
        return fileOptions;
    }

    /** Without a log: what is lost with the machine is restored from a checkpoint. */
    public WriteOptions writeOptions() {
        return writeOptions;
    }

    /** Bytes of the budget that are in use. */
    public long usedBytes() {
        return cache.getUsage() + logMemory.takenBytes();
    }

    @Override
    public void close() {
        List.of(writeOptions, fileOptions, databaseOptions, familyOptions, append, filter, writeBuffers, cache)
                .forEach(RocksObject::close);
    }
}
