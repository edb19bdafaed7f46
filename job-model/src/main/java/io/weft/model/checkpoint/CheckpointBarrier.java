package io.weft.model.checkpoint;

import java.util.Objects;

/**
 * What flows through the job between the records that a checkpoint covers and those that it doesn't.
 *
 * @param checkpoint its id
 * @param triggeredMs in ms since the epoch
 */
public record CheckpointBarrier(long checkpoint, long triggeredMs, CheckpointKind kind) {
    public CheckpointBarrier {
        Objects.requireNonNull(kind, "kind");
    }
}
