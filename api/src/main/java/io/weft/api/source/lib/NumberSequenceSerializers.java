package io.weft.api.source.lib;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.lib.NumberSequenceSource.NumberSequenceSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Number splits as bytes: a count, then id, first and last number of each. */
final class NumberSequenceSerializers {

    static final SimpleVersionedSerializer<Collection<NumberSequenceSplit>> SPLITS = new Splits();
    static final SimpleVersionedSerializer<NumberSequenceSplit> SPLIT = new Split();

    private NumberSequenceSerializers() {}

    private static final class Splits implements SimpleVersionedSerializer<Collection<NumberSequenceSplit>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<NumberSequenceSplit> splits) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(splits.size());
            for (NumberSequenceSplit split : splits) {
                out.writeUTF(split.splitId());
                out.writeLong(split.from());
                out.writeLong(split.to());
            }
            return bytes.toByteArray();
        }

        @Override
        public Collection<NumberSequenceSplit> deserialize(int version, byte[] serialized) throws IOException {
            if (version != 1) {
                throw new IOException("Number splits of version " + version + " are not known, only of version 1.");
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            int count = in.readInt();
            List<NumberSequenceSplit> splits = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                splits.add(new NumberSequenceSplit(in.readUTF(), in.readLong(), in.readLong()));
            }
            return splits;
        }
    }

    private static final class Split implements SimpleVersionedSerializer<NumberSequenceSplit> {
        @Override
        public int getVersion() {
            return SPLITS.getVersion();
        }

        @Override
        public byte[] serialize(NumberSequenceSplit split) throws IOException {
            return SPLITS.serialize(List.of(split));
        }

        @Override
        public NumberSequenceSplit deserialize(int version, byte[] serialized) throws IOException {
            return SPLITS.deserialize(version, serialized).iterator().next();
        }
    }
}
