package io.weft.model.checkpoint;

import java.util.Objects;

/**
 * The order to make a checkpoint.
 *
 * @param id grows with every checkpoint and savepoint of a job and never repeats, over failovers and restores too
 * @param triggeredMs in ms since the epoch
 * @param directory where its files go
 */
public record CheckpointOrder(long id, long triggeredMs, CheckpointKind kind, String directory) {
    public CheckpointOrder {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(directory, "directory");
    }

    /** What carries the order from task to task. */
    public CheckpointBarrier barrier() {
        return new CheckpointBarrier(id, triggeredMs, kind);
    }
}
