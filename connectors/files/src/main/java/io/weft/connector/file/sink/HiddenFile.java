package io.weft.connector.file.sink;

import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import java.io.IOException;
import java.io.OutputStream;

/** A file that grows under a hidden name until it is committed; buffered. */
final class HiddenFile extends OutputStream {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final FSDataOutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long spilledBytes;

    private HiddenFile(Path path, FSDataOutputStream out) {
        this.path = path;
        this.out = out;
    }

    static HiddenFile create(Path path, WriteMode writeMode) throws IOException {
        return new HiddenFile(path, path.getFileSystem().create(path, writeMode));
    }

    Path path() {
        return path;
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

    /** Does nothing: a file is of use only as far as a checkpoint has it, so its bytes are in no hurry. */
    @Override
    public void flush() {}

    /** On return everything written so far is durable. */
    void sync() throws IOException {
        spill();
        out.sync();
    }

    /**
     * Writes the beginning of a file whose writer has gone. That writer may be alive, cut off from the rest of the job: so its file is
     * not written to any more, nor ever shown.
     *
     * @param lengthBytes what it had synced at least
     */
    void copyBeginning(Path abandoned, long lengthBytes) throws IOException {
        FileSystem fileSystem = abandoned.getFileSystem();
        fileSystem.recoverLease(abandoned);
        spill();
        try (FSDataInputStream in = fileSystem.open(abandoned)) {
            long left = lengthBytes;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("The checkpoint has " + lengthBytes + " bytes of " + abandoned + ", but only "
                            + (lengthBytes - left) + " are there. Restore the job from another checkpoint.");
                }
                out.write(buffer, 0, count);
                spilledBytes += count;
                left -= count;
            }
        }
    }

    /** Ends the file: on return it is durable, and nobody writes to it any more. */
    void finish() throws IOException {
        sync();
        out.close();
    }

    /** Ends the file where it happens to be. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Throws the file away. */
    void abort() throws IOException {
        try {
            out.close();
        } finally {
            path.getFileSystem().delete(path, false);
        }
    }

    private void spill() throws IOException {
        out.write(buffer, 0, buffered);
        spilledBytes += buffered;
        buffered = 0;
    }
}
