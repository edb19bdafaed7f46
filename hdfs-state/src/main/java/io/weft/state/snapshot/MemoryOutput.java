package io.weft.state.snapshot;

import io.weft.model.checkpoint.StateHandle;
import java.io.ByteArrayOutputStream;

/** Keeps what is written in the handle. */
public final class MemoryOutput extends SnapshotOutput {

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
