package io.weft.api.checkpoint;

import java.io.Serializable;
import java.util.List;

/**
 * A function that hands its state in as a list, whose elements are dealt out to the subtasks after a restart with another parallelism. The
 * elements are kept in Java's serialization; newer programs use a {@link CheckpointedFunction}, whose serializers can evolve.
 */
public interface ListCheckpointed<T extends Serializable> {

    /**
     * Called for each checkpoint, between two records.
     *
     * @param timestamp when the checkpoint began, in ms since the epoch
     * @return the subtask's state; null or empty for none
     * @throws Exception to fail the checkpoint
     */
    List<T> snapshotState(long checkpointId, long timestamp) throws Exception;

    /**
     * Called before {@code open}, only if there is something to restore.
     *
     * @param state may hold elements of several subtasks, or none
     * @throws Exception to fail the task
     */
    void restoreState(List<T> state) throws Exception;
}
