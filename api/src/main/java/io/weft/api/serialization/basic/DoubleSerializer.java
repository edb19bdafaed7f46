package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** 8 bytes. */
public final class DoubleSerializer extends BasicSerializer<Double> {

    public static final DoubleSerializer INSTANCE = new DoubleSerializer();

    @Override
    public Double createInstance() {
        return 0d;
    }

    @Override
    public int getLength() {
        return 8;
    }

    @Override
    public void serialize(Double record, DataOutputView target) throws IOException {
        target.writeDouble(record);
    }

    @Override
    public Double deserialize(DataInputView source) throws IOException {
        return source.readDouble();
    }
}
