package io.weft.api.serialization;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes into a byte array that grows. Owned by one thread. */
public final class DataOutputSerializer implements DataOutputView {

    private static final VarHandle SHORTS = bigEndian(short[].class);
    private static final VarHandle CHARS = bigEndian(char[].class);
    private static final VarHandle INTS = bigEndian(int[].class);
    private static final VarHandle LONGS = bigEndian(long[].class);

    /** What a var int takes at most. */
    private static final int MAX_VAR_INT_BYTES = 5;

    private byte[] buffer;
    private int position;

    public DataOutputSerializer(int startSizeBytes) {
        buffer = new byte[Math.max(16, startSizeBytes)];
    }

    static VarHandle bigEndian(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
    }

    /** The array that is written to, valid up to {@link #length()} and until the next write. */
    public byte[] getSharedBuffer() {
        return buffer;
    }

    /** What was written. */
    public byte[] getCopyOfBuffer() {
        return Arrays.copyOf(buffer, position);
    }

    /** The number of bytes written. */
    public int length() {
        return position;
    }

    /** Starts from the beginning again. */
    public void clear() {
        position = 0;
    }

    private int claim(int bytes) {
        int at = position;
        if (buffer.length - at < bytes) {
            grow(bytes);
        }
        position = at + bytes;
        return at;
    }

    private void grow(int bytes) {
        long needed = (long) position + bytes;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("A serialized value of " + needed + " bytes does not fit into an array");
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * buffer.length)));
    }

    @Override
    public void skipBytesToWrite(int numBytes) {
        int at = claim(numBytes);
        Arrays.fill(buffer, at, position, (byte) 0);
    }

    @Override
    public void write(DataInputView source, int numBytes) throws IOException {
        int at = claim(numBytes);
        source.readFully(buffer, at, numBytes);
    }

    @Override
    public void write(int b) {
        int at = claim(1);
        buffer[at] = (byte) b;
    }

    @Override
    public void write(byte[] b, int off, int len) {
        int at = claim(len);
        System.arraycopy(b, off, buffer, at, len);
    }

    @Override
    public void writeByte(int v) {
        write(v);
    }

    @Override
    public void writeShort(int v) {
        int at = claim(Short.BYTES);
        SHORTS.set(buffer, at, (short) v);
    }

    @Override
    public void writeChar(int v) {
        int at = claim(Character.BYTES);
        CHARS.set(buffer, at, (char) v);
    }

    @Override
    public void writeInt(int v) {
        int at = claim(Integer.BYTES);
        INTS.set(buffer, at, v);
    }

    @Override
    public void writeLong(long v) {
        int at = claim(Long.BYTES);
        LONGS.set(buffer, at, v);
    }

    @Override
    @SuppressWarnings("deprecation") // the only way to take a byte a character without an array in between
    public void writeText(String text) throws IOException {
        if (text == null || TextFormat.isWide(text)) {
            DataOutputView.super.writeText(text);
            return;
        }
        int length = text.length();
        int head = TextFormat.head(text, false);
        int at = claim(MAX_VAR_INT_BYTES + length);
        position = at;
        writeVarInt(head);
        text.getBytes(0, length, buffer, position);
        position += length;
    }
}
