package io.weft.api.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a local file; unbuffered. */
final class LocalInputStream extends FSDataInputStream {

    private final FileChannel channel;

    LocalInputStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void seek(long desired) throws IOException {
        channel.position(desired);
    }

    @Override
    public long getPos() throws IOException {
        return channel.position();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, channel.size() - channel.position()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
