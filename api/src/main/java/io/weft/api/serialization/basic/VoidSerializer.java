package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;

/** Nothing at all: the only value is null. */
public final class VoidSerializer extends BasicSerializer<Void> {

    public static final VoidSerializer INSTANCE = new VoidSerializer();

    @Override
    public Void createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return 0;
    }

    @Override
    public void serialize(Void record, DataOutputView target) {}

    @Override
    public Void deserialize(DataInputView source) {
        return null;
    }
}
