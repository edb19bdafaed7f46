package io.weft.connector.file.source;

import io.weft.api.config.Configuration;
import io.weft.api.fs.FSDataInputStream;
import java.io.Closeable;
import java.io.IOException;

/** A split that is being read. */
final class OpenSplit<T> implements Closeable {

    private final FileSourceSplit split;
    private final StreamFormat.Reader<T> reader;
    private long recordsRead;

    private OpenSplit(FileSourceSplit split, StreamFormat.Reader<T> reader) {
        this.split = split;
        this.reader = reader;
    }

    /** Opens a split where it was left. */
    static <T> OpenSplit<T> open(FileSourceSplit split, StreamFormat<T> format, Configuration configuration)
            throws IOException {
        CheckpointedPosition position =
                split.getReaderPosition().orElse(new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 0));
        try {
            OpenSplit<T> open = new OpenSplit<>(split, openReader(split, position.offset(), format, configuration));
            for (long left = position.recordsAfterOffset(); left > 0; left--) {
                open.read();
            }
            return open;
        } catch (IOException e) {
            throw new IOException("Opening " + split + " failed: " + e.getMessage(), e);
        }
    }

    private static <T> StreamFormat.Reader<T> openReader(
            FileSourceSplit split, long restoredOffset, StreamFormat<T> format, Configuration configuration)
            throws IOException {
        Compression compression = Compression.of(split.path());
        boolean compressed = compression != Compression.NONE;
        long fileLength = compressed ? Long.MAX_VALUE : split.fileSize();
        long end = compressed ? Long.MAX_VALUE : split.end();
        boolean restored = restoredOffset != CheckpointedPosition.NO_OFFSET;
        FSDataInputStream file = split.path().getFileSystem().open(split.path());
        try {
            FSDataInputStream stream = compressed ? new DecompressedInputStream(file, compression) : file;
            long start = restored ? restoredOffset : split.offset();
            if (start > 0) {
                stream.seek(start);
            }
            return restored
                    ? format.restoreReader(configuration, stream, restoredOffset, fileLength, end)
                    : format.createReader(configuration, stream, fileLength, end);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The next record, or null at the end. */
    T read() throws IOException {
        T record;
        try {
            record = reader.read();
        } catch (IOException e) {
            throw new IOException(
                    "Reading " + split + " failed after " + recordsRead + " records: " + e.getMessage(), e);
        }
        recordsRead++;
        return record;
    }

    /** The split as far as it has been read. */
    FileSourceSplit snapshot() {
        CheckpointedPosition position = reader.getCheckpointedPosition();
        return split.updateWithCheckpointedPosition(
                position != null ? position : new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, recordsRead));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
