package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** 8 bytes. */
public final class LongSerializer extends BasicSerializer<Long> {

    public static final LongSerializer INSTANCE = new LongSerializer();

    @Override
    public Long createInstance() {
        return 0L;
    }

    @Override
    public int getLength() {
        return 8;
    }

    @Override
    public void serialize(Long record, DataOutputView target) throws IOException {
        target.writeLong(record);
    }

    @Override
    public Long deserialize(DataInputView source) throws IOException {
        return source.readLong();
    }
}
