package io.weft.state.snapshot;

import io.weft.model.checkpoint.StateHandle;
import java.io.IOException;

/** Where the tasks of a TaskManager write one checkpoint of a job. Thread-safe. */
public interface SnapshotStorage {

    /** Begins a run of bytes; it shares its file with those of other tasks. */
    SnapshotOutput begin();

    /**
     * Copies a file of a backend's own to where later checkpoints may refer to it as well. Durable when this returns.
     *
     * @throws IOException if it can't be read or written; nothing is left of it then
     */
    StateHandle.Stored upload(java.nio.file.Path file) throws IOException;

    /**
     * Refers to a file of an earlier checkpoint, if that lies where {@link #upload} puts them: it goes when no checkpoint of this job refers
     * to it any more, and not when a person removes another job's checkpoint.
     *
     * @param file a file on this machine with the same bytes
     * @return false if it must be uploaded again
     */
    default boolean reuse(StateHandle.Stored earlier, java.nio.file.Path file) {
        return false;
    }
}
