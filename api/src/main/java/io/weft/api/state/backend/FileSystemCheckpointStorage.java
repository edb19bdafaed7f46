package io.weft.api.state.backend;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.MemorySize;
import io.weft.api.fs.Path;
import java.net.URI;
import java.util.Objects;

/** Checkpoints lie in a directory that all machines see, such as one on HDFS. */
public class FileSystemCheckpointStorage implements CheckpointStorage {

    private final Path checkpointDirectory;

    /** Null leaves it to the other settings. */
    private final Integer fileStateSizeThreshold;

    public FileSystemCheckpointStorage(String checkpointDirectory) {
        this(new Path(checkpointDirectory));
    }

    public FileSystemCheckpointStorage(Path checkpointDirectory) {
        this.checkpointDirectory = Objects.requireNonNull(checkpointDirectory, "checkpointDirectory");
        this.fileStateSizeThreshold = null;
    }

    public FileSystemCheckpointStorage(URI checkpointDirectory) {
        this(new Path(checkpointDirectory));
    }

    /** @param fileStateSizeThreshold state of fewer bytes lies in the checkpoint's metadata; 0 or more */
    public FileSystemCheckpointStorage(URI checkpointDirectory, int fileStateSizeThreshold) {
        if (fileStateSizeThreshold < 0) {
            throw new IllegalArgumentException(
                    "The size below which state lies in the metadata is 0 bytes or more, not "
                            + fileStateSizeThreshold);
        }
        this.checkpointDirectory = new Path(checkpointDirectory);
        this.fileStateSizeThreshold = fileStateSizeThreshold;
    }

    public Path getCheckpointPath() {
        return checkpointDirectory;
    }

    @Override
    public void writeTo(Configuration configuration) {
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory.toString());
        if (fileStateSizeThreshold != null) {
            configuration.set(
                    CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, new MemorySize(fileStateSizeThreshold.longValue()));
        }
    }
}
