package io.weft.api.state.backend;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;

/** Checkpoints lie in no directory of the program's choice: they go to the default one. */
public class JobManagerCheckpointStorage implements CheckpointStorage {

    public JobManagerCheckpointStorage() {}

    /** @param maxStateSize without effect: state of any size goes to files */
    public JobManagerCheckpointStorage(int maxStateSize) {}

    @Override
    public void writeTo(Configuration configuration) {
        configuration.removeConfig(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    }
}
