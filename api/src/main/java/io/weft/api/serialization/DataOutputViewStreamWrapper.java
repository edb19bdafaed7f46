package io.weft.api.serialization;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream as a view. Owned by one thread. */
public class DataOutputViewStreamWrapper extends DataOutputStream implements DataOutputView {

    private static final int CHUNK_BYTES = 4096;

    public DataOutputViewStreamWrapper(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] b) throws IOException {
        write(b, 0, b.length);
    }

    @Override
    public void skipBytesToWrite(int numBytes) throws IOException {
        write(new byte[numBytes]);
    }

    @Override
    public void write(DataInputView source, int numBytes) throws IOException {
        byte[] chunk = new byte[Math.min(numBytes, CHUNK_BYTES)];
        int left = numBytes;
        while (left > 0) {
            int count = Math.min(left, chunk.length);
            source.readFully(chunk, 0, count);
            write(chunk, 0, count);
            left -= count;
        }
    }
}
