package io.weft.runtime.simulation;

import io.weft.model.checkpoint.StateHandle;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/** Keeps snapshots in handles. */
final class MemoryStorage implements SnapshotStorage {

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
            public void write(byte[] b, int off, int len) {
                bytes.write(b, off, len);
            }
        };
    }

    @Override
    public StateHandle.Stored upload(Path file) {
        throw new UnsupportedOperationException("Only state that is no file is kept in memory");
    }
}
