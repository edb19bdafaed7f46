package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.connector.file.sink.FileSinkCommittable.Discard;
import io.weft.connector.file.sink.FileSinkCommittable.LeaveStaging;
import io.weft.connector.file.sink.FileSinkCommittable.Publish;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;

/** Committables as bytes: a letter for the kind, then its fields. Stateless. */
final class FileSinkCommittableSerializer implements SimpleVersionedSerializer<FileSinkCommittable> {

    private static final int VERSION = 1;
    private static final char PUBLISH = 'P';
    private static final char REPLACE = 'R';
    private static final char DISCARD = 'D';
    private static final char LEAVE_STAGING = 'L';

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSinkCommittable committable) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (committable instanceof Publish publish) {
            out.writeByte(publish.writeMode() == WriteMode.OVERWRITE ? REPLACE : PUBLISH);
            writePath(publish.hidden(), out);
            writePath(publish.target(), out);
        } else if (committable instanceof Discard discard) {
            out.writeByte(DISCARD);
            writePath(discard.hidden(), out);
        } else if (committable instanceof LeaveStaging leave) {
            out.writeByte(LEAVE_STAGING);
            writePath(leave.directory(), out);
        }
        return bytes.toByteArray();
    }

    @Override
    public FileSinkCommittable deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("A file to be committed of version " + version
                    + " cannot be read: this program knows version " + VERSION + ".");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        char kind = (char) in.readByte();
        return switch (kind) {
            case PUBLISH -> new Publish(readPath(in), readPath(in), WriteMode.NO_OVERWRITE);
            case REPLACE -> new Publish(readPath(in), readPath(in), WriteMode.OVERWRITE);
            case DISCARD -> new Discard(readPath(in));
            case LEAVE_STAGING -> new LeaveStaging(readPath(in));
            default -> throw new IOException("There is no kind '" + kind + "' of files to be committed.");
        };
    }

    static void writePath(Path path, DataOutputStream out) throws IOException {
        out.writeUTF(path.toUri().toString());
    }

    static Path readPath(DataInputStream in) throws IOException {
        return new Path(URI.create(in.readUTF()));
    }
}
