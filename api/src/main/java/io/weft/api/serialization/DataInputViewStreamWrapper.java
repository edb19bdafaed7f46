package io.weft.api.serialization;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream as a view. Owned by one thread. */
public class DataInputViewStreamWrapper extends DataInputStream implements DataInputView {

    public DataInputViewStreamWrapper(InputStream in) {
        super(in);
    }

    @Override
    public void skipBytesToRead(int numBytes) throws IOException {
        skipNBytes(numBytes);
    }
}
