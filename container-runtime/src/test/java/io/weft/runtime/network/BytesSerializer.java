package io.weft.runtime.network;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.ImmutableSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;

/** Byte arrays with their length in front. One cannot be written, which is noticed half way. */
final class BytesSerializer extends ImmutableSerializer<byte[]> {

    private static final long serialVersionUID = 1L;

    static final byte[] UNLUCKY = {13};

    @Override
    public byte[] createInstance() {
        return new byte[0];
    }

    @Override
    public void serialize(byte[] record, DataOutputView target) throws IOException {
        target.writeInt(record.length);
        if (record == UNLUCKY) {
            throw new IllegalArgumentException("This array cannot be written");
        }
        target.write(record);
    }

    @Override
    public byte[] deserialize(DataInputView source) throws IOException {
        byte[] record = new byte[source.readInt()];
        source.readFully(record);
        return record;
    }

    @Override
    public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
        throw new UnsupportedOperationException("Only for records on their way");
    }
}
