package io.weft.connector.file.source;

import io.weft.api.fs.FSDataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A compressed file's content. Offsets are those of the content; seeking backward begins anew. */
final class DecompressedInputStream extends FSDataInputStream {

    private final FSDataInputStream file;
    private final Compression compression;
    private InputStream content;
    private long position;

    DecompressedInputStream(FSDataInputStream file, Compression compression) throws IOException {
        this.file = file;
        this.compression = compression;
        this.content = compression.decompress(file);
    }

    @Override
    public void seek(long desired) throws IOException {
        if (desired < position) {
            file.seek(0);
            content = compression.decompress(file);
            position = 0;
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
