package io.weft.connector.file.source;

import io.weft.api.config.Configuration;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.types.TypeInformation;
import java.io.IOException;

/** A format whose files are read in one piece from their first byte. */
public abstract class SimpleStreamFormat<T> implements StreamFormat<T> {

    /** Opens a file that is read as a whole; the reader closes the stream. */
    public abstract Reader<T> createReader(Configuration config, FSDataInputStream stream) throws IOException;

    @Override
    public abstract TypeInformation<T> getProducedType();

    @Override
    public final boolean isSplittable() {
        return false;
    }

    @Override
    public final Reader<T> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException {
        return createReader(config, stream);
    }

    @Override
    public final Reader<T> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd)
            throws IOException {
        throw new IOException(
                getClass().getName() + " is read from the beginning, but was to go on at byte " + restoredOffset
                        + ": its reader names byte offsets, so it has to be a StreamFormat that restores them.");
    }
}
