package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** A byte, 0 or 1. */
public final class BooleanSerializer extends BasicSerializer<Boolean> {

    public static final BooleanSerializer INSTANCE = new BooleanSerializer();

    @Override
    public Boolean createInstance() {
        return false;
    }

    @Override
    public int getLength() {
        return 1;
    }

    @Override
    public void serialize(Boolean record, DataOutputView target) throws IOException {
        target.writeBoolean(record);
    }

    @Override
    public Boolean deserialize(DataInputView source) throws IOException {
        return source.readBoolean();
    }
}
