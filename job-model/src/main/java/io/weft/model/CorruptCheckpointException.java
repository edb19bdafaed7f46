package io.weft.model;

import java.io.IOException;

/** Something of a checkpoint is missing, or is not what was written. Names the checkpoint and the file. */
public final class CorruptCheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    public CorruptCheckpointException(String message) {
        super(message);
    }

    public CorruptCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
