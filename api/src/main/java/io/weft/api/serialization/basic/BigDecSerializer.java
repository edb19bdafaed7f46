package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;
import java.math.BigDecimal;

/** The scale and the unscaled number. */
public final class BigDecSerializer extends BasicSerializer<BigDecimal> {

    public static final BigDecSerializer INSTANCE = new BigDecSerializer();

    @Override
    public BigDecimal createInstance() {
        return BigDecimal.ZERO;
    }

    @Override
    public void serialize(BigDecimal record, DataOutputView target) throws IOException {
        target.writeVarInt(record.scale());
        BigIntSerializer.INSTANCE.serialize(record.unscaledValue(), target);
    }

    @Override
    public BigDecimal deserialize(DataInputView source) throws IOException {
        int scale = source.readVarInt();
        return new BigDecimal(BigIntSerializer.INSTANCE.deserialize(source), scale);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeVarInt(source.readVarInt());
        BigIntSerializer.INSTANCE.copy(source, target);
    }
}
