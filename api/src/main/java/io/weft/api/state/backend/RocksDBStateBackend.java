package io.weft.api.state.backend;

import io.weft.api.config.Configuration;
import io.weft.api.fs.Path;
import java.net.URI;

/** The older name of an {@link EmbeddedRocksDBStateBackend} together with a {@link FileSystemCheckpointStorage}. */
public class RocksDBStateBackend extends EmbeddedRocksDBStateBackend {

    private final FileSystemCheckpointStorage storage;

    public RocksDBStateBackend(String checkpointDataUri) {
        this.storage = new FileSystemCheckpointStorage(checkpointDataUri);
    }

    public RocksDBStateBackend(String checkpointDataUri, boolean enableIncrementalCheckpointing) {
        super(enableIncrementalCheckpointing);
        this.storage = new FileSystemCheckpointStorage(checkpointDataUri);
    }

    public RocksDBStateBackend(URI checkpointDataUri) {
        this.storage = new FileSystemCheckpointStorage(checkpointDataUri);
    }

    public RocksDBStateBackend(URI checkpointDataUri, boolean enableIncrementalCheckpointing) {
        super(enableIncrementalCheckpointing);
        this.storage = new FileSystemCheckpointStorage(checkpointDataUri);
    }

    public Path getCheckpointPath() {
        return storage.getCheckpointPath();
    }

    @Override
    public void writeTo(Configuration configuration) {
        super.writeTo(configuration);
        storage.writeTo(configuration);
    }
}
