package io.weft.state.rocksdb;

import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateBackendFactory;
import io.weft.state.KeyedStateSetup;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.rocksdb.database.LocalDirectory;
import io.weft.state.rocksdb.database.RocksResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Opens incremental backends, each in a directory of its own; in memory where there is such a file system, for RocksDB syncs a lot. A test class
 * has one in a static field.
 */
final class RocksFixture implements KeyedStateBackendFactory, AfterAllCallback {

    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private final RocksResources resources = RocksResources.load(64 << 20, 0.5, 0.1);
    private final Path directory;
    private int opened;

    RocksFixture() {
        try {
            directory = Files.isWritable(IN_MEMORY)
                    ? Files.createTempDirectory(IN_MEMORY, "weft-rocksdb-test")
                    : Files.createTempDirectory("weft-rocksdb-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public KeyedStateBackend open(KeyedStateSetup setup) throws Exception {
        return open(setup, true);
    }

    RocksKeyedStateBackend open(KeyedStateSetup setup, boolean incremental) throws Exception {
        return RocksKeyedStateBackend.open(setup, resources, directory.resolve("backend-" + opened++), incremental);
    }

    /** Opens one of these and one on the heap in turn. */
    KeyedStateBackendFactory alternatingWithTheHeap() {
        AtomicInteger turn = new AtomicInteger();
        return setup -> turn.getAndIncrement() % 2 == 0 ? HeapKeyedStateBackend.open(setup) : open(setup);
    }

    /** Where the databases are; empty when all are closed. */
    Path directory() {
        return directory;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        resources.close();
        LocalDirectory.delete(directory);
    }
}
