package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;
import java.math.BigInteger;

/** The length and the bytes of the two's complement. */
public final class BigIntSerializer extends BasicSerializer<BigInteger> {

    public static final BigIntSerializer INSTANCE = new BigIntSerializer();

    @Override
    public BigInteger createInstance() {
        return BigInteger.ZERO;
    }

    @Override
    public void serialize(BigInteger record, DataOutputView target) throws IOException {
        byte[] bytes = record.toByteArray();
        target.writeVarInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public BigInteger deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readVarInt()];
        source.readFully(bytes);
        return new BigInteger(bytes);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readVarInt();
        target.writeVarInt(length);
        target.write(source, length);
    }
}
