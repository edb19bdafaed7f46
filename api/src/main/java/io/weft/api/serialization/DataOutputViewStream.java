package io.weft.api.serialization;

import java.io.IOException;
import java.io.OutputStream;

/** A view as a stream, for code that writes to streams. Closing it does nothing. */
public final class DataOutputViewStream extends OutputStream {

    private final DataOutputView view;

    public DataOutputViewStream(DataOutputView view) {
        this.view = view;
    }

    @Override
    public void write(int b) throws IOException {
        view.writeByte(b);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        view.write(b, off, len);
    }
}
