package io.weft.connector.file.source;

import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.connector.file.source.FileSourceSplit.FileVersion;
import io.weft.connector.file.source.FileSourceSplit.Range;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Splits as bytes: the file, the range, the hosts, the position. Stateless. */
public final class FileSourceSplitSerializer implements SimpleVersionedSerializer<FileSourceSplit> {

    static final FileSourceSplitSerializer INSTANCE = new FileSourceSplitSerializer();

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSourceSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(split, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public FileSourceSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("A file split of version " + version + " cannot be read: this program knows version "
                    + VERSION + ".");
        }
        return read(new DataInputStream(new ByteArrayInputStream(serialized)));
    }

    static void write(FileSourceSplit split, DataOutputStream out) throws IOException {
        writePath(split.path(), out);
        out.writeLong(split.fileModificationTime());
        out.writeLong(split.fileSize());
        out.writeLong(split.offset());
        out.writeLong(split.length());
        String[] hosts = split.hostnames();
        out.writeInt(hosts.length);
        for (String host : hosts) {
            out.writeUTF(host);
        }
        CheckpointedPosition position = split.getReaderPosition().orElse(null);
        out.writeBoolean(position != null);
        if (position != null) {
            out.writeLong(position.offset());
            out.writeLong(position.recordsAfterOffset());
        }
    }

    static FileSourceSplit read(DataInputStream in) throws IOException {
        FileVersion file = new FileVersion(readPath(in), in.readLong(), in.readLong());
        Range range = new Range(in.readLong(), in.readLong());
        int hostCount = in.readInt();
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < hostCount; i++) {
            hosts.add(in.readUTF());
        }
        CheckpointedPosition position =
                in.readBoolean() ? new CheckpointedPosition(in.readLong(), in.readLong()) : null;
        return new FileSourceSplit(file, range, hosts, position);
    }

    static void writePath(Path path, DataOutputStream out) throws IOException {
        out.writeUTF(path.toUri().toString());
    }

    static Path readPath(DataInputStream in) throws IOException {
        return new Path(URI.create(in.readUTF()));
    }
}
