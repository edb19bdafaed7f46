package io.weft.runtime.task;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.execution.CheckpointingMode;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;

/**
 * How a job's tasks take part in checkpoints.
 *
 * @param regular whether checkpoints are made regularly
 * @param exactlyOnce whether channels wait for each other's barriers
 * @param unaligned whether barriers may overtake records
 * @param alignedNanos how long they wait their turn before they do
 */
record CheckpointSettings(boolean regular, boolean exactlyOnce, boolean unaligned, long alignedNanos) {

    static CheckpointSettings of(Configuration configuration) {
        return new CheckpointSettings(
                configuration
                        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                        .isPresent(),
                configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE)
                        == CheckpointingMode.EXACTLY_ONCE,
                configuration.get(CheckpointingOptions.ENABLE_UNALIGNED),
                configuration
                        .get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT)
                        .toNanos());
    }

    /** Savepoints never hold records in flight: their form does not depend on channels. */
    boolean mayOvertake(CheckpointBarrier barrier) {
        return unaligned && exactlyOnce && barrier.kind() == CheckpointKind.CHECKPOINT;
    }
}
