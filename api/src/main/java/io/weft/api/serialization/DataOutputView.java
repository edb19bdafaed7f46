package io.weft.api.serialization;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where serializers write. Numbers are big-endian, as {@link DataOutput} wants them. The default methods fix the compact formats;
 * implementations that own their buffer override them to write faster, never differently.
 */
public interface DataOutputView extends DataOutput {

    /** Leaves a gap of bytes whose content does not matter. */
    void skipBytesToWrite(int numBytes) throws IOException;

    /** Writes the next bytes of a source. */
    void write(DataInputView source, int numBytes) throws IOException;

    @Override
    default void write(byte[] b) throws IOException {
        write(b, 0, b.length);
    }

    @Override
    default void writeBoolean(boolean v) throws IOException {
        writeByte(v ? 1 : 0);
    }

    @Override
    default void writeFloat(float v) throws IOException {
        writeInt(Float.floatToRawIntBits(v));
    }

    @Override
    default void writeDouble(double v) throws IOException {
        writeLong(Double.doubleToRawLongBits(v));
    }

    @Override
    default void writeBytes(String s) throws IOException {
        for (int i = 0; i < s.length(); i++) {
            writeByte(s.charAt(i));
        }
    }

    @Override
    default void writeChars(String s) throws IOException {
        for (int i = 0; i < s.length(); i++) {
            writeChar(s.charAt(i));
        }
    }

    @Override
    default void writeUTF(String s) throws IOException {
        new DataOutputStream(new DataOutputViewStream(this)).writeUTF(s);
    }

    /** Writes an int in 1 to 5 bytes, 7 bits a byte, lowest first; small non-negative numbers are short. */
    default void writeVarInt(int value) throws IOException {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            writeByte(rest | 0x80);
            rest >>>= 7;
        }
        writeByte(rest);
    }

    /** Writes a long in 1 to 10 bytes, 7 bits a byte, lowest first; small non-negative numbers are short. */
    default void writeVarLong(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    /**
     * Writes text, which may be null, of any characters, lone surrogates too. Its head, a {@link #writeVarInt(int) var int}, is
     * {@link TextFormat#head}; a byte a character follows if all are below 256, else two bytes a character.
     *
     * @throws IllegalArgumentException if the text is longer than {@link TextFormat#MAX_LENGTH}
     */
    default void writeText(String text) throws IOException {
        boolean wide = text != null && TextFormat.isWide(text);
        writeVarInt(TextFormat.head(text, wide));
        if (text == null) {
            return;
        }
        if (wide) {
            for (int i = 0; i < text.length(); i++) {
                writeChar(text.charAt(i));
            }
        } else {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
