package io.weft.connector.file.source;

import io.weft.api.config.Configuration;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.types.ResultTypeQueryable;
import io.weft.api.types.TypeInformation;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;

/**
 * Turns the bytes of a file into records, one after the other. Files whose name says that they are compressed ({@code .gz},
 * {@code .gzip}, {@code .deflate}) arrive decompressed and in one piece.
 *
 * @param <T> the records
 */
public interface StreamFormat<T> extends Serializable, ResultTypeQueryable<T> {

    /**
     * Opens a split from its beginning. Every record belongs to the split in which its first byte lies, and must be read by the
     * reader of that split alone.
     *
     * @param config the job's settings
     * @param stream stands at the first byte of the split; the reader closes it
     * @param fileLen the file's length in bytes, {@link Long#MAX_VALUE} if it is compressed
     * @param splitEnd the first byte behind the split
     * @throws IOException if the file cannot be read
     */
    Reader<T> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException;

    /**
     * Opens a split at a byte that {@link Reader#getCheckpointedPosition} named.
     *
     * @param stream stands at {@code restoredOffset}, which is the first byte of a record
     */
    Reader<T> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd)
            throws IOException;

    /** True if a reader can find the first record from any byte on, so that big files are read in several splits. */
    boolean isSplittable();

    @Override
    TypeInformation<T> getProducedType();

    /** Reads one split; used on the task's thread only. */
    interface Reader<T> extends Closeable {

        /** The next record, or null at the end of the split. */
        T read() throws IOException;

        @Override
        void close() throws IOException;

        /** Where the next record begins, or null if only counting records leads there. */
        default CheckpointedPosition getCheckpointedPosition() {
            return null;
        }
    }
}
