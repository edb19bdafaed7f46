package io.weft.connector.file.sink;

import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import java.io.IOException;
import java.io.OutputStream;

/** A file that grows under a hidden name until it is committed; buffered. */
final class HiddenFile extends OutputStream {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path hidden;
    private final Path target;
    private final FSDataOutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long spilledBytes;

    private HiddenFile(Path hidden, Path target, FSDataOutputStream out) {
        this.hidden = hidden;
        this.target = target;
        this.out = out;
    }

    /** Begins the file that will be {@code target}. */
    static HiddenFile create(Path target, WriterIdentity writer) throws IOException {
        Path hidden = writer.hidden(target);
        FileSystem fileSystem = target.getFileSystem();
        return new HiddenFile(hidden, target, fileSystem.create(hidden, WriteMode.OVERWRITE));
    }

    long sizeBytes() {
        return spilledBytes + buffered;
    }

    @Override
    public void write(int value) throws IOException {
        if (buffered == buffer.length) {
            spill();
        }
        buffer[buffered++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.length - buffered) {
            spill();
        }
        if (length > buffer.length) {
            out.write(bytes, offset, length);
            spilledBytes += length;
        } else {
            System.arraycopy(bytes, offset, buffer, buffered, length);
            buffered += length;
        }
    }

    /** Does nothing: a file is of use only as a whole, so its bytes are in no hurry. */
    @Override
    public void flush() {}

    /** Ends the file: it is durable, and becomes visible by committing it. */
    FileSinkCommittable finish(WriteMode writeMode) throws IOException {
        spill();
        out.sync();
        out.close();
        return new FileSinkCommittable(hidden, target, writeMode);
    }

    /** Throws the file away. */
    void abort() throws IOException {
        try {
            out.close();
        } finally {
            hidden.getFileSystem().delete(hidden, false);
        }
    }

    private void spill() throws IOException {
        out.write(buffer, 0, buffered);
        spilledBytes += buffered;
        buffered = 0;
    }
}
