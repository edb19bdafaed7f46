package io.weft.api.fs;

import java.io.IOException;
import java.io.InputStream;

/** Reads a file from any place in it. */
public abstract class FSDataInputStream extends InputStream {

    /** @param desired the number of bytes before the next one to read */
    public abstract void seek(long desired) throws IOException;

    /** The number of bytes before the next one to read. */
    public abstract long getPos() throws IOException;
}
