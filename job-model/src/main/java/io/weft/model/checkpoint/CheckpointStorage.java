package io.weft.model.checkpoint;

import io.weft.model.CorruptCheckpointException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where the JobManager keeps metadata files. Implementations block and are thread-safe. */
public interface CheckpointStorage {

    /**
     * Writes the metadata file: under a temporary name first, so that a file under its own name is whole.
     *
     * @return the pointer to give to {@link #load}: the checkpoint's directory
     */
    String store(CheckpointMetadata checkpoint) throws IOException;

    /**
     * Reads a checkpoint.
     *
     * @param pointer its directory or its metadata file
     * @throws CorruptCheckpointException if it is missing or not whole
     * @throws IOException if it can't be read, or was written by a newer Weft
     */
    CheckpointMetadata load(String pointer) throws IOException;

    /** Removes files, and directories with all that is in them; goes on after an error. What is gone already is no error. */
    void delete(List<String> paths) throws IOException;

    /**
     * Removes what is in a directory, at any depth, and the directory with it if nothing of it is kept; goes on after an error.
     *
     * @param keep files, and directories with all that is in them
     */
    void sweep(String directory, Set<String> keep) throws IOException;
}
