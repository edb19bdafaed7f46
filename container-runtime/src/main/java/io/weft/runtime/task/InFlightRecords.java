package io.weft.runtime.task;

import io.weft.api.functions.KeySelector;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.model.KeyGroups;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Records that were under way on one channel when a barrier overtook them, as bytes: each with its timestamp in front. */
final class InFlightRecords {

    private static final int FIRST_BYTES = 1024;

    private final int input;
    private final TypeSerializer<Object> serializer;
    private final DataOutputSerializer bytes = new DataOutputSerializer(FIRST_BYTES);

    InFlightRecords(int input, TypeSerializer<Object> serializer) {
        this.input = input;
        this.serializer = serializer;
    }

    /** Adds the records of a batch from that position on. The task's thread. */
    void add(RecordBatch batch, int from) throws IOException {
        if (isEmpty()) {
            ScopedSerializer.startScope(serializer);
        }
        for (int i = from; i < batch.size; i++) {
            bytes.writeLong(batch.timestamps == null ? Element.NO_TIMESTAMP : batch.timestamps[i]);
            serializer.serialize(batch.records[i], bytes);
        }
    }

    /** Those of the records whose keys fall into the range. */
    static RecordBatch ofKeyGroups(
            RecordBatch all, KeySelector<Object, Object> keys, KeyGroupRange range, int maxParallelism)
            throws Exception {
        List<Object> records = new ArrayList<>();
        List<Long> timestamps = new ArrayList<>();
        for (int i = 0; i < all.size; i++) {
            if (range.contains(KeyGroups.groupOf(keys.getKey(all.records[i]), maxParallelism))) {
                records.add(all.records[i]);
                timestamps.add(all.timestamps[i]);
            }
        }
        return batch(records, timestamps);
    }

    private static RecordBatch batch(List<Object> records, List<Long> timestamps) {
        return new RecordBatch(
                records.toArray(),
                timestamps.stream().mapToLong(Long::longValue).toArray(),
                records.size());
    }

    boolean isEmpty() {
        return bytes.length() == 0;
    }

    ChannelSnapshot write(SnapshotStorage storage) throws IOException {
        byte[] array = bytes.getSharedBuffer();
        try (SnapshotOutput out = storage.begin()) {
            out.write(array, 0, bytes.length());
            return new ChannelSnapshot(input, out.finish(), StateReader.checksum(array, bytes.length()));
        }
    }

    /** What {@link #write} wrote. */
    static RecordBatch read(ChannelSnapshot snapshot, TypeSerializer<Object> serializer, StateReader reader)
            throws IOException {
        byte[] read = reader.read(snapshot.bytes(), snapshot.crc32c());
        DataInputDeserializer in = new DataInputDeserializer();
        in.setBuffer(read, 0, read.length);
        ScopedSerializer.startScope(serializer);
        List<Object> records = new ArrayList<>();
        List<Long> timestamps = new ArrayList<>();
        while (in.available() > 0) {
            timestamps.add(in.readLong());
            records.add(serializer.deserialize(in));
        }
        return batch(records, timestamps);
    }
}
