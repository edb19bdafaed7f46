package io.weft.runtime.task;

import io.weft.api.config.Configuration;

/**
 * How a job's tasks take part in checkpoints.
 *
 * @param regular whether checkpoints are made regularly
 * @param exactlyOnce whether channels wait for each other's barriers
 */
record CheckpointSettings(boolean regular, boolean exactlyOnce) {

    static CheckpointSettings of(Configuration configuration) {
        return new CheckpointSettings(
                configuration.toMap().containsKey("execution.checkpointing.interval"),
                !"AT_LEAST_ONCE".equals(configuration.toMap().get("execution.checkpointing.mode")));
    }
}
