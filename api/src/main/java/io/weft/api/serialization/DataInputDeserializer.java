package io.weft.api.serialization;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads from a byte array. Owned by one thread. */
public final class DataInputDeserializer implements DataInputView {

    private static final VarHandle SHORTS = DataOutputSerializer.bigEndian(short[].class);
    private static final VarHandle CHARS = DataOutputSerializer.bigEndian(char[].class);
    private static final VarHandle INTS = DataOutputSerializer.bigEndian(int[].class);
    private static final VarHandle LONGS = DataOutputSerializer.bigEndian(long[].class);

    private byte[] buffer = new byte[0];
    private int position;
    private int end;

    /** Nothing to read until {@link #setBuffer(byte[])}. */
    public DataInputDeserializer() {}

    public DataInputDeserializer(byte[] buffer) {
        setBuffer(buffer);
    }

    public DataInputDeserializer(byte[] buffer, int start, int length) {
        setBuffer(buffer, start, length);
    }

    public void setBuffer(byte[] buffer) {
        setBuffer(buffer, 0, buffer.length);
    }

    public void setBuffer(byte[] buffer, int start, int length) {
        Objects.checkFromIndexSize(start, length, buffer.length);
        this.buffer = buffer;
        this.position = start;
        this.end = start + length;
    }

    /** The number of bytes that are left. */
    public int available() {
        return end - position;
    }

    private int take(int bytes) throws EOFException {
        int at = position;
        if (bytes < 0 || end - at < bytes) {
            throw new EOFException("Needed " + bytes + " bytes, but " + (end - at) + " are left");
        }
        position = at + bytes;
        return at;
    }

    @Override
    public void skipBytesToRead(int numBytes) throws IOException {
        take(numBytes);
    }

    @Override
    public int skipBytes(int n) {
        int skipped = Math.max(0, Math.min(n, available()));
        position += skipped;
        return skipped;
    }

    @Override
    public int read(byte[] b) {
        return read(b, 0, b.length);
    }

    @Override
    public int read(byte[] b, int off, int len) {
        if (len > 0 && available() == 0) {
            return -1;
        }
        int count = Math.min(len, available());
        System.arraycopy(buffer, position, b, off, count);
        position += count;
        return count;
    }

    @Override
    public void readFully(byte[] b, int off, int len) throws IOException {
        int at = take(len);
        System.arraycopy(buffer, at, b, off, len);
    }

    @Override
    public byte readByte() throws IOException {
        int at = take(1);
        return buffer[at];
    }

    @Override
    public short readShort() throws IOException {
        int at = take(Short.BYTES);
        return (short) SHORTS.get(buffer, at);
    }

    @Override
    public int readInt() throws IOException {
        int at = take(Integer.BYTES);
        return (int) INTS.get(buffer, at);
    }

    @Override
    public long readLong() throws IOException {
        int at = take(Long.BYTES);
        return (long) LONGS.get(buffer, at);
    }

    @Override
    public String readText() throws IOException {
        int head = readVarInt();
        if (head == TextFormat.NULL) {
            return null;
        }
        int at = take(TextFormat.sizeBytes(head));
        if (!TextFormat.isWide(head)) {
            return new String(buffer, at, position - at, StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[TextFormat.length(head)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) CHARS.get(buffer, at + i * Character.BYTES);
        }
        return new String(chars);
    }
}
