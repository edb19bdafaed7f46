package io.weft.state.rocksdb;

import io.weft.model.checkpoint.StateHandle;
import io.weft.state.snapshot.SnapshotOutput;
import java.io.ByteArrayOutputStream;

/** Keeps what is written. */
final class MemoryOutput extends SnapshotOutput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
        bytes.write(b);
    }

    @Override
    public void write(byte[] some, int offset, int length) {
        bytes.write(some, offset, length);
    }

    @Override
    public long position() {
        return bytes.size();
    }

    @Override
    public StateHandle finish() {
        return new StateHandle.Inline(bytes.toByteArray());
    }
}
