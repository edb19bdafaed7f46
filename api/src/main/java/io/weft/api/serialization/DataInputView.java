package io.weft.api.serialization;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where serializers read what was written to a {@link DataOutputView}. Reading beyond the end is an {@link java.io.EOFException}.
 */
public interface DataInputView extends DataInput {

    /** Skips exactly that many bytes. */
    void skipBytesToRead(int numBytes) throws IOException;

    /** Reads up to {@code len} bytes; returns how many, or -1 at the end. */
    int read(byte[] b, int off, int len) throws IOException;

    /** Reads up to {@code b.length} bytes; returns how many, or -1 at the end. */
    int read(byte[] b) throws IOException;

    @Override
    default void readFully(byte[] b) throws IOException {
        readFully(b, 0, b.length);
    }

    @Override
    default boolean readBoolean() throws IOException {
        return readByte() != 0;
    }

    @Override
    default int readUnsignedByte() throws IOException {
        return readByte() & 0xFF;
    }

    @Override
    default int readUnsignedShort() throws IOException {
        return readShort() & 0xFFFF;
    }

    @Override
    default char readChar() throws IOException {
        return (char) readShort();
    }

    @Override
    default float readFloat() throws IOException {
        return Float.intBitsToFloat(readInt());
    }

    @Override
    default double readDouble() throws IOException {
        return Double.longBitsToDouble(readLong());
    }

    /** Reads a byte a character up to a line feed or the end; null at the end. */
    @Override
    default String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        byte[] next = new byte[1];
        int count = read(next);
        if (count < 0) {
            return null;
        }
        while (count > 0 && next[0] != '\n') {
            line.append((char) (next[0] & 0xFF));
            count = read(next);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    @Override
    default String readUTF() throws IOException {
        return DataInputStream.readUTF(this);
    }

    /** Reads what {@link DataOutputView#writeVarInt} wrote. */
    default int readVarInt() throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = readByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("Corrupt data: a number is longer than 5 bytes");
    }

    /** Reads what {@link DataOutputView#writeVarLong} wrote. */
    default long readVarLong() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("Corrupt data: a number is longer than 10 bytes");
    }

    /** Reads what {@link DataOutputView#writeText} wrote; may be null. */
    default String readText() throws IOException {
        int head = readVarInt();
        if (head == TextFormat.NULL) {
            return null;
        }
        int length = TextFormat.length(head);
        if (length == 0) {
            return "";
        }
        if (TextFormat.isWide(head)) {
            char[] chars = new char[length];
            for (int i = 0; i < length; i++) {
                chars[i] = readChar();
            }
            return new String(chars);
        }
        byte[] bytes = new byte[length];
        readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
