package io.weft.connector.file.source;

import io.weft.api.fs.FSDataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A compressed file's content. Offsets are those of the content; it can be sought forward only. */
final class DecompressedInputStream extends FSDataInputStream {

    private final InputStream content;
    private long position;

    DecompressedInputStream(InputStream content) {
        this.content = content;
    }

    @Override
    public void seek(long desired) throws IOException {
        if (desired < position) {
            throw new IOException("A compressed file can be sought forward only, but this one stands at byte "
                    + position + " of its content and was sent to " + desired + ".");
        }
        content.skipNBytes(desired - position);
        position = desired;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public int read() throws IOException {
        int value = content.read();
        position += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = content.read(target, offset, length);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
