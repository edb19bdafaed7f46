package io.weft.api.checkpoint;

/** The checkpoint that is being made. */
public interface ManagedSnapshotContext {

    /** Grows from checkpoint to checkpoint, savepoints included. */
    long getCheckpointId();

    /** When the JobManager began the checkpoint, in ms since the epoch by its clock. */
    long getCheckpointTimestamp();
}
