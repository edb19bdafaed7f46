package io.weft.state.backend;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.MemorySize;
import io.weft.api.config.RocksDBOptions;
import io.weft.api.config.StateBackendOptions;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateBackendFactory;
import io.weft.state.KeyedStateSetup;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.rocksdb.RocksKeyedStateBackend;
import io.weft.state.rocksdb.database.RocksResources;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The state backends of a TaskManager, with what all backends of a kind share. RocksDB is loaded when a job asks for it for the first time.
 * Thread-safe; closed after the last backend.
 */
public final class StateBackends implements AutoCloseable {

    private static final String ROCKSDB = "rocksdb";
    private static final Pattern SEPARATOR = Pattern.compile("[,:|]");

    private final Configuration process;
    private final long managedBytes;
    private final AtomicInteger directories = new AtomicInteger();
    // Guarded by this.
    private RocksResources rocks;

    /**
     * Loads nothing yet.
     *
     * @param process the settings of the TaskManager
     * @param managedBytes the memory that RocksDB may take, unless the settings say how much
     */
    public StateBackends(Configuration process, long managedBytes) {
        this.process = process;
        this.managedBytes = managedBytes;
    }

    /**
     * The backend that a job's settings select.
     *
     * @throws IllegalStateException if it is not there in this process; says what to do
     */
    public KeyedStateBackendFactory of(Configuration job) {
        if (!job.get(StateBackendOptions.STATE_BACKEND).equals(ROCKSDB)) {
            return HeapKeyedStateBackend::open;
        }
        RocksResources resources = rocks();
        boolean incremental = job.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS);
        List<String> local = SEPARATOR
                .splitAsStream(job.get(RocksDBOptions.LOCAL_DIRECTORIES, ""))
                .filter(directory -> !directory.isBlank())
                .toList();
        return setup -> open(setup, resources, local, incremental);
    }

    private KeyedStateBackend open(
            KeyedStateSetup setup, RocksResources resources, List<String> local, boolean incremental) throws Exception {
        Path directory = setup.directory();
        if (!local.isEmpty()) {
            String next = local.get(Math.floorMod(directories.getAndIncrement(), local.size()));
            directory = Path.of(next.strip(), "weft-" + UUID.randomUUID());
        }
        return RocksKeyedStateBackend.open(setup, resources, directory, incremental);
    }

    private synchronized RocksResources rocks() {
        if (rocks == null) {
            process.get(RocksDBOptions.USE_MANAGED_MEMORY);
            MemorySize fixed = process.get(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, null);
            try {
                rocks = RocksResources.load(
                        fixed == null ? managedBytes : fixed.getBytes(),
                        process.get(RocksDBOptions.WRITE_BUFFER_RATIO),
                        process.get(RocksDBOptions.HIGH_PRIORITY_POOL_RATIO));
            } catch (NoClassDefFoundError e) {
                throw new IllegalStateException(
                        "The job keeps its state in RocksDB (" + StateBackendOptions.STATE_BACKEND.key()
                                + ": rocksdb), but this process was started without it. RocksDB travels only with"
                                + " applications that are started with this setting: set it in weft.yaml or by -D"
                                + StateBackendOptions.STATE_BACKEND.key()
                                + "=rocksdb when you start the application or the session, not in the program.",
                        e);
            }
        }
        return rocks;
    }

    @Override
    public synchronized void close() {
        if (rocks != null) {
            rocks.close();
            rocks = null;
        }
    }
}
