package io.weft.runtime.simulation;

import io.weft.model.checkpoint.StateHandle;
import io.weft.state.KeyedStateBackendFactory;
import io.weft.state.heap.HeapKeyedStateBackend;
import io.weft.state.rocksdb.RocksKeyedStateBackend;
import io.weft.state.rocksdb.database.LocalDirectory;
import io.weft.state.rocksdb.database.RocksResources;
import io.weft.state.snapshot.MemoryOutput;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where tasks keep their state, and where snapshots of it go: into their handles, but for files of a backend's own. */
interface SimulatedState extends AutoCloseable {

    KeyedStateBackendFactory backend();

    SnapshotStorage storage();

    @Override
    void close() throws IOException;

    /** On the heap. */
    static SimulatedState heap() {
        return new Heap();
    }

    /** In RocksDB, with incremental checkpoints; in memory where there is such a file system. */
    static SimulatedState rocks() throws IOException {
        Path inMemory = Path.of("/dev/shm");
        return new Rocks(
                Files.isWritable(inMemory)
                        ? Files.createTempDirectory(inMemory, "weft-simulation")
                        : Files.createTempDirectory("weft-simulation"));
    }

    /** Keeps snapshots in handles. */
    class InHandles implements SnapshotStorage {
        @Override
        public SnapshotOutput begin() {
            return new MemoryOutput();
        }

        @Override
        public StateHandle.Stored upload(Path file) throws IOException {
            throw new UnsupportedOperationException("Only state that is no file is kept in memory");
        }
    }

    /** See {@link #heap}. */
    final class Heap implements SimulatedState {
        @Override
        public KeyedStateBackendFactory backend() {
            return HeapKeyedStateBackend::open;
        }

        @Override
        public SnapshotStorage storage() {
            return new InHandles();
        }

        @Override
        public void close() {}
    }

    /** See {@link #rocks}. */
    final class Rocks implements SimulatedState {
        private final RocksResources resources = RocksResources.load(64 << 20, 0.5, 0.1);
        private final Path directory;
        private int databases;
        private int uploads;

        Rocks(Path directory) {
            this.directory = directory;
        }

        @Override
        public KeyedStateBackendFactory backend() {
            return setup ->
                    RocksKeyedStateBackend.open(setup, resources, directory.resolve("database-" + databases++), true);
        }

        @Override
        public SnapshotStorage storage() {
            return new InHandles() {
                @Override
                public StateHandle.Stored upload(Path file) throws IOException {
                    Path copy = Files.copy(file, directory.resolve("upload-" + uploads++));
                    StateHandle.Extent all = new StateHandle.Extent(0, Files.size(copy));
                    return new StateHandle.Stored(copy.toUri().toString(), List.of(all));
                }

                @Override
                public boolean reuse(StateHandle.Stored earlier, Path file) {
                    return true;
                }
            };
        }

        @Override
        public void close() throws IOException {
            resources.close();
            LocalDirectory.delete(directory);
        }
    }
}
