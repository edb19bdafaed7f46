package io.weft.api.state.backend;

import io.weft.api.config.Configuration;
import java.io.Serializable;

/** Where a job's checkpoints lie, as a program says it. */
public interface CheckpointStorage extends Serializable {

    /** Adds the settings that choose this storage. */
    void writeTo(Configuration configuration);
}
