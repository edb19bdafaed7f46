package io.weft.state.snapshot;

import io.weft.model.checkpoint.StateHandle;
import java.io.IOException;
import java.io.OutputStream;

/** A run of bytes that is being written. Owned by one thread. */
public abstract class SnapshotOutput extends OutputStream {

    /** How many bytes have been written. */
    public abstract long position();

    /** Ends the run. Its bytes are durable when the checkpoint's file has been closed. */
    public abstract StateHandle finish() throws IOException;
}
