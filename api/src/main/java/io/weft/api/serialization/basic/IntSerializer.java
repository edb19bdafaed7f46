package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** 4 bytes. */
public final class IntSerializer extends BasicSerializer<Integer> {

    public static final IntSerializer INSTANCE = new IntSerializer();

    @Override
    public Integer createInstance() {
        return 0;
    }

    @Override
    public int getLength() {
        return 4;
    }

    @Override
    public void serialize(Integer record, DataOutputView target) throws IOException {
        target.writeInt(record);
    }

    @Override
    public Integer deserialize(DataInputView source) throws IOException {
        return source.readInt();
    }
}
