package io.weft.hdfs;

import io.weft.api.fs.FSDataInputStream;
import java.io.IOException;

/** Reads a file of Hadoop's. */
final class HadoopInputStream extends FSDataInputStream {

    private final org.apache.hadoop.fs.FSDataInputStream in;

    HadoopInputStream(org.apache.hadoop.fs.FSDataInputStream in) {
        this.in = in;
    }

    @Override
    public void seek(long desired) throws IOException {
        in.seek(desired);
    }

    @Override
    public long getPos() throws IOException {
        return in.getPos();
    }

    @Override
    public int read() throws IOException {
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
