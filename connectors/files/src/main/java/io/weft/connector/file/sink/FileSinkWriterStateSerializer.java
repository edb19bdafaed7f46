package io.weft.connector.file.sink;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.connector.file.sink.FileSinkWriterState.GrowingPart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writers' states as bytes. */
final class FileSinkWriterStateSerializer implements SimpleVersionedSerializer<FileSinkWriterState> {

    private static final int VERSION = 1;

    private final SimpleVersionedSerializer<String> buckets;

    FileSinkWriterStateSerializer(SimpleVersionedSerializer<String> buckets) {
        this.buckets = buckets;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSinkWriterState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        WriterIdentity writer = state.writer();
        out.writeUTF(writer.sinkId());
        out.writeUTF(writer.jobId());
        out.writeInt(writer.subtask());
        out.writeInt(writer.subtasks());
        out.writeInt(writer.attempt());
        out.writeLong(state.nextNumber());
        out.writeInt(buckets.getVersion());
        out.writeInt(state.parts().size());
        for (GrowingPart part : state.parts()) {
            byte[] bucket = buckets.serialize(part.bucketId());
            out.writeInt(bucket.length);
            out.write(bucket);
            FileSinkCommittableSerializer.writePath(part.hidden(), out);
            FileSinkCommittableSerializer.writePath(part.target(), out);
            out.writeLong(part.sizeBytes());
            out.writeLong(part.creationTimeMs());
        }
        return bytes.toByteArray();
    }

    @Override
    public FileSinkWriterState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("The state of a file sink of version " + version
                    + " cannot be read: this program knows version " + VERSION + ".");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        WriterIdentity writer =
                new WriterIdentity(in.readUTF(), in.readUTF(), in.readInt(), in.readInt(), in.readInt());
        long nextNumber = in.readLong();
        int bucketVersion = in.readInt();
        List<GrowingPart> parts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            byte[] bucket = new byte[in.readInt()];
            in.readFully(bucket);
            parts.add(new GrowingPart(
                    buckets.deserialize(bucketVersion, bucket),
                    FileSinkCommittableSerializer.readPath(in),
                    FileSinkCommittableSerializer.readPath(in),
                    in.readLong(),
                    in.readLong()));
        }
        return new FileSinkWriterState(writer, nextNumber, parts);
    }
}
