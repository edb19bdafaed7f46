package io.weft.hdfs;

import io.weft.api.fs.FSDataOutputStream;
import java.io.IOException;

/** Writes a file of Hadoop's. */
final class HadoopOutputStream extends FSDataOutputStream {

    private final org.apache.hadoop.fs.FSDataOutputStream out;

    HadoopOutputStream(org.apache.hadoop.fs.FSDataOutputStream out) {
        this.out = out;
    }

    @Override
    public long getPos() {
        return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** Readers that open the file from now on see it so far. */
    @Override
    public void flush() throws IOException {
        out.hflush();
    }

    @Override
    public void sync() throws IOException {
        out.hsync();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
