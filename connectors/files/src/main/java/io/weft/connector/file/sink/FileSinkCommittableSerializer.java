package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;

/** Committables as bytes. Stateless. */
final class FileSinkCommittableSerializer implements SimpleVersionedSerializer<FileSinkCommittable> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSinkCommittable committable) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(committable.hidden().toUri().toString());
        out.writeUTF(committable.target().toUri().toString());
        out.writeBoolean(committable.writeMode() == WriteMode.OVERWRITE);
        return bytes.toByteArray();
    }

    @Override
    public FileSinkCommittable deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("A file to be committed of version " + version
                    + " cannot be read: this program knows version " + VERSION + ".");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        return new FileSinkCommittable(
                new Path(URI.create(in.readUTF())),
                new Path(URI.create(in.readUTF())),
                in.readBoolean() ? WriteMode.OVERWRITE : WriteMode.NO_OVERWRITE);
    }
}
