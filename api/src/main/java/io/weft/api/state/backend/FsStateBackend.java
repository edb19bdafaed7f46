package io.weft.api.state.backend;

import io.weft.api.config.Configuration;
import io.weft.api.fs.Path;
import java.net.URI;

/** The older name of a {@link HashMapStateBackend} together with a {@link FileSystemCheckpointStorage}. */
public class FsStateBackend extends HashMapStateBackend {

    private final FileSystemCheckpointStorage storage;

    public FsStateBackend(String checkpointDataUri) {
        this(new Path(checkpointDataUri));
    }

    /** @param asynchronousSnapshots without effect: snapshots are always asynchronous */
    public FsStateBackend(String checkpointDataUri, boolean asynchronousSnapshots) {
        this(new Path(checkpointDataUri));
    }

    public FsStateBackend(Path checkpointDataUri) {
        this.storage = new FileSystemCheckpointStorage(checkpointDataUri);
    }

    /** @param asynchronousSnapshots without effect: snapshots are always asynchronous */
    public FsStateBackend(Path checkpointDataUri, boolean asynchronousSnapshots) {
        this(checkpointDataUri);
    }

    public FsStateBackend(URI checkpointDataUri) {
        this(new Path(checkpointDataUri));
    }

    /** @param asynchronousSnapshots without effect: snapshots are always asynchronous */
    public FsStateBackend(URI checkpointDataUri, boolean asynchronousSnapshots) {
        this(new Path(checkpointDataUri));
    }

    /** @param fileStateSizeThreshold state of fewer bytes lies in the checkpoint's metadata */
    public FsStateBackend(URI checkpointDataUri, int fileStateSizeThreshold) {
        this.storage = new FileSystemCheckpointStorage(checkpointDataUri, fileStateSizeThreshold);
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
