package io.weft.connector.file.source;

import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An enumerator's checkpoint as bytes. Stateless. */
final class PendingSplitsCheckpointSerializer
        implements SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingSplitsCheckpoint<FileSourceSplit> checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(checkpoint.getSplits().size());
        for (FileSourceSplit split : checkpoint.getSplits()) {
            FileSourceSplitSerializer.write(split, out);
        }
        out.writeInt(checkpoint.getAlreadyProcessedPaths().size());
        for (Path path : checkpoint.getAlreadyProcessedPaths()) {
            FileSourceSplitSerializer.writePath(path, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public PendingSplitsCheckpoint<FileSourceSplit> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("An enumerator's checkpoint of version " + version
                    + " cannot be read: this program knows version " + VERSION + ".");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<FileSourceSplit> splits = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            splits.add(FileSourceSplitSerializer.read(in));
        }
        List<Path> processed = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            processed.add(FileSourceSplitSerializer.readPath(in));
        }
        return new PendingSplitsCheckpoint<>(splits, processed);
    }
}
