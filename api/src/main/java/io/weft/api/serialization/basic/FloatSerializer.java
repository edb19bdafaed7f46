package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** 4 bytes. */
public final class FloatSerializer extends BasicSerializer<Float> {

    public static final FloatSerializer INSTANCE = new FloatSerializer();

    @Override
    public Float createInstance() {
        return 0f;
    }

    @Override
    public int getLength() {
        return 4;
    }

    @Override
    public void serialize(Float record, DataOutputView target) throws IOException {
        target.writeFloat(record);
    }

    @Override
    public Float deserialize(DataInputView source) throws IOException {
        return source.readFloat();
    }
}
