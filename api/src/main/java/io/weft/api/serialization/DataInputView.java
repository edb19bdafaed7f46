package io.weft.api.serialization;

import java.io.DataInput;
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
