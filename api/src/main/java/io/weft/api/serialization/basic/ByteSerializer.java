package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** The byte. */
public final class ByteSerializer extends BasicSerializer<Byte> {

    public static final ByteSerializer INSTANCE = new ByteSerializer();

    @Override
    public Byte createInstance() {
        return 0;
    }

    @Override
    public int getLength() {
        return 1;
    }

    @Override
    public void serialize(Byte record, DataOutputView target) throws IOException {
        target.writeByte(record);
    }

    @Override
    public Byte deserialize(DataInputView source) throws IOException {
        return source.readByte();
    }
}
