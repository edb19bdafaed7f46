package io.weft.api.serialization;

import java.io.IOException;
import java.io.InputStream;

/** A view as a stream, for code that reads from streams. Closing it does nothing. */
public final class DataInputViewStream extends InputStream {

    private final DataInputView view;
    private final byte[] single = new byte[1];

    public DataInputViewStream(DataInputView view) {
        this.view = view;
    }

    @Override
    public int read() throws IOException {
        return view.read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        return view.read(b, off, len);
    }
}
