package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** 2 bytes. */
public final class ShortSerializer extends BasicSerializer<Short> {

    public static final ShortSerializer INSTANCE = new ShortSerializer();

    @Override
    public Short createInstance() {
        return 0;
    }

    @Override
    public int getLength() {
        return 2;
    }

    @Override
    public void serialize(Short record, DataOutputView target) throws IOException {
        target.writeShort(record);
    }

    @Override
    public Short deserialize(DataInputView source) throws IOException {
        return source.readShort();
    }
}
