package io.weft.state;

import io.weft.model.checkpoint.StateHandle;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps what is written in the handles. */
public final class MemoryStorage implements SnapshotStorage {

    @Override
    public SnapshotOutput begin() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new SnapshotOutput() {
            @Override
            public long position() {
                return bytes.size();
            }

            @Override
            public StateHandle finish() {
                return new StateHandle.Inline(bytes.toByteArray());
            }

            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public void write(byte[] some, int offset, int length) {
                bytes.write(some, offset, length);
            }
        };
    }

    @Override
    public StateHandle.Stored upload(Path file) throws IOException {
        throw new IOException("Nothing can be uploaded here");
    }
}
