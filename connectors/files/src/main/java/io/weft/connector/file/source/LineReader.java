package io.weft.connector.file.source;

import io.weft.api.fs.FSDataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Reads the lines that begin within a split, the last of them beyond the split's end if need be. Finds line ends in raw bytes and
 * decodes each line once; strings of ASCII then cost one check and one copy.
 */
public final class LineReader implements StreamFormat.Reader<String> {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_LINE_BYTES = Integer.MAX_VALUE - 16;

    private final InputStream in;
    private final Charset charset;
    private final long splitEnd;

    private byte[] buffer = new byte[BUFFER_BYTES];
    /** File offset of {@code buffer[0]}. */
    private long bufferOffset;
    /** The next line begins here. */
    private int position;
    /** The first byte of the buffer that was not read from the stream. */
    private int limit;

    /**
     * @param offset where {@code in} stands in the file, the first byte of a line unless it is skipped
     * @param splitEnd lines that begin at or behind this byte are not read
     */
    public LineReader(InputStream in, Charset charset, long offset, long splitEnd) {
        this.in = in;
        this.charset = charset;
        this.bufferOffset = offset;
        this.splitEnd = splitEnd;
    }

    /**
     * Reads the lines that begin within a split.
     *
     * @param stream stands at the split's first byte, which may be within a line
     */
    public static LineReader atSplit(FSDataInputStream stream, Charset charset, long splitEnd) throws IOException {
        long offset = stream.getPos();
        if (offset == 0) {
            return new LineReader(stream, charset, 0, splitEnd);
        }
        // Only the byte before the split tells whether the split begins with a line or within one.
        stream.seek(offset - 1);
        LineReader reader = new LineReader(stream, charset, offset - 1, splitEnd);
        reader.skipLine();
        return reader;
    }

    @Override
    public String read() throws IOException {
        if (offset() >= splitEnd) {
            return null;
        }
        int scanned = 0;
        while (true) {
            int end = indexOfLineEnd(buffer, position + scanned, limit);
            int terminatorBytes = terminatorBytes(end);
            if (terminatorBytes > 0) {
                String line = new String(buffer, position, end - position, charset);
                position = end + terminatorBytes;
                return line;
            }
            scanned = end - position;
            if (!fill()) {
                return lastLine();
            }
        }
    }

    /** Goes behind the next line end, or to the end of the split if that comes first. Keeps no more than a buffer of a long line. */
    private void skipLine() throws IOException {
        while (offset() < splitEnd) {
            int end = indexOfLineEnd(buffer, position, limit);
            int terminatorBytes = terminatorBytes(end);
            position = end + terminatorBytes;
            if (terminatorBytes > 0) {
                return;
            }
            if (!fill()) {
                position = limit;
                return;
            }
        }
    }

    @Override
    public CheckpointedPosition getCheckpointedPosition() {
        return new CheckpointedPosition(offset(), 0);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private long offset() {
        return bufferOffset + position;
    }

    /** The file has ended without a line end, or with a carriage return. */
    private String lastLine() {
        if (position == limit) {
            return null;
        }
        int end = buffer[limit - 1] == '\r' ? limit - 1 : limit;
        String line = new String(buffer, position, end - position, charset);
        position = limit;
        return line;
    }

    /** How long the line end at {@code index} is; 0 if there is none, or if the buffer ends within it. */
    private int terminatorBytes(int index) {
        if (index == limit) {
            return 0;
        }
        if (buffer[index] == '\n') {
            return 1;
        }
        if (index + 1 == limit) {
            return 0;
        }
        return buffer[index + 1] == '\n' ? 2 : 1;
    }

    /** Reads more behind what is in the buffer from {@code position} on; false at the end of the file. */
    private boolean fill() throws IOException {
        int kept = limit - position;
        byte[] target = kept == buffer.length ? Arrays.copyOf(buffer, grownLength()) : buffer;
        System.arraycopy(buffer, position, target, 0, kept);
        buffer = target;
        bufferOffset += position;
        position = 0;
        int count = in.read(buffer, kept, buffer.length - kept);
        limit = kept + Math.max(count, 0);
        return count >= 0;
    }

    private int grownLength() throws IOException {
        if (buffer.length >= MAX_LINE_BYTES) {
            throw new IOException("The line that begins at byte " + offset()
                    + " is longer than 2 GiB, which no string can hold. Is this a text file?");
        }
        return (int) Math.min(2L * buffer.length, MAX_LINE_BYTES);
    }

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';

    /** The first line feed or carriage return from {@code from} on, else {@code to}. Looks at eight bytes at a time. */
    private static int indexOfLineEnd(byte[] bytes, int from, int to) {
        int index = from;
        for (; index <= to - Long.BYTES; index += Long.BYTES) {
            long word = (long) WORDS.get(bytes, index);
            long found = zeroBytes(word ^ LINE_FEEDS) | zeroBytes(word ^ CARRIAGE_RETURNS);
            if (found != 0) {
                return index + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (index < to && bytes[index] != '\n' && bytes[index] != '\r') {
            index++;
        }
        return index;
    }

    /** Sets the high bit of the lowest byte that is zero, none if no byte is; bits above that one mean nothing. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & (ONES << 7);
    }
}
