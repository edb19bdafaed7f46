package io.weft.connector.file.source;

import io.weft.api.fs.Path;
import io.weft.api.source.SourceSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A range of a file's bytes, and where its reader stands if it was read before. Immutable. */
public final class FileSourceSplit implements SourceSplit, Serializable {

    private final FileVersion file;
    private final Range range;
    private final List<String> hosts;
    private final CheckpointedPosition position;

    /** A file as it was when its splits were made. */
    record FileVersion(Path path, long modificationTimeMs, long sizeBytes) implements Serializable {
        FileVersion {
            Objects.requireNonNull(path, "path");
        }
    }

    record Range(long offset, long length) implements Serializable {
        Range {
            if (offset < 0 || length < 0) {
                throw new IllegalArgumentException(
                        "A split has an offset and a length of at least 0, not " + offset + " and " + length + ".");
            }
        }
    }

    /**
     * @param hosts the hosts that store the range, empty if not known
     * @param position where to go on, null for the beginning
     */
    FileSourceSplit(FileVersion file, Range range, List<String> hosts, CheckpointedPosition position) {
        this.file = Objects.requireNonNull(file, "file");
        this.range = Objects.requireNonNull(range, "range");
        this.hosts = List.copyOf(hosts);
        this.position = position;
    }

    @Override
    public String splitId() {
        return file.path + "@" + range.offset;
    }

    public Path path() {
        return file.path;
    }

    /** The first byte of the range. */
    public long offset() {
        return range.offset;
    }

    /** In bytes. */
    public long length() {
        return range.length;
    }

    /** In ms since the epoch, as of when the split was made. */
    public long fileModificationTime() {
        return file.modificationTimeMs;
    }

    /** In bytes, as of when the split was made. */
    public long fileSize() {
        return file.sizeBytes;
    }

    /** The hosts that store the range; empty if not known. */
    public String[] hostnames() {
        return hosts.toArray(String[]::new);
    }

    /** Where a reader goes on; empty if the split was not read before. */
    public Optional<CheckpointedPosition> getReaderPosition() {
        return Optional.ofNullable(position);
    }

    /** The same split, read up to {@code position}; null for its beginning. */
    public FileSourceSplit updateWithCheckpointedPosition(CheckpointedPosition position) {
        return new FileSourceSplit(file, range, hosts, position);
    }

    long end() {
        return range.offset + range.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileSourceSplit that
                && file.equals(that.file)
                && range.equals(that.range)
                && hosts.equals(that.hosts)
                && Objects.equals(position, that.position);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, range);
    }

    @Override
    public String toString() {
        return file.path + ", bytes " + range.offset + " to " + end();
    }
}
