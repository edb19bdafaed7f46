package io.weft.api.checkpoint;

/**
 * Hears what became of checkpoints. Such news may be lost: after a failure, the next completed checkpoint speaks for all before it. Called
 * on the task's thread.
 */
public interface CheckpointListener {

    /**
     * The checkpoint is complete: from now on the job will be restored from it or a later one.
     *
     * @throws Exception to fail the task; the checkpoint stays complete
     */
    void notifyCheckpointComplete(long checkpointId) throws Exception;

    /** The checkpoint was given up. What it stood for is part of the next one. */
    default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}
