package io.weft.api.fs;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a file from its beginning to its end. */
public abstract class FSDataOutputStream extends OutputStream {

    /** How many bytes have been written. */
    public abstract long getPos() throws IOException;

    @Override
    public abstract void flush() throws IOException;

    /** Returns when everything written so far outlives the machine, as far as the file system can promise it. */
    public abstract void sync() throws IOException;

    /** The file is whole and visible on return. If this throws, it may not be. */
    @Override
    public abstract void close() throws IOException;
}
