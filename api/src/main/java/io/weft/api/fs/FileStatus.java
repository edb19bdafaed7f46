package io.weft.api.fs;

import java.util.Objects;

/** What is at a path. Times are ms since the epoch, sizes bytes. */
public final class FileStatus {

    private final Path path;
    private final long lengthBytes;
    private final boolean directory;
    private final long modificationTimeMs;
    private final long blockSizeBytes;

    /** @param blockSizeBytes the unit in which the file is stored; the length if there is none */
    public FileStatus(Path path, long lengthBytes, boolean directory, long modificationTimeMs, long blockSizeBytes) {
        this.path = Objects.requireNonNull(path, "path");
        this.lengthBytes = lengthBytes;
        this.directory = directory;
        this.modificationTimeMs = modificationTimeMs;
        this.blockSizeBytes = blockSizeBytes;
    }

    /** With scheme and authority. */
    public Path getPath() {
        return path;
    }

    public long getLen() {
        return lengthBytes;
    }

    public boolean isDir() {
        return directory;
    }

    public long getModificationTime() {
        return modificationTimeMs;
    }

    public long getBlockSize() {
        return blockSizeBytes;
    }

    @Override
    public String toString() {
        return path + (directory ? " (directory)" : " (" + lengthBytes + " bytes)");
    }
}
