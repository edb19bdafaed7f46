package io.weft.api.checkpoint;

import io.weft.api.state.KeyedStateStore;
import io.weft.api.state.OperatorStateStore;
import java.util.OptionalLong;

/** What a function is given when its state is set up. */
public interface ManagedInitializationContext {

    /** True if the job goes on from a checkpoint or savepoint, even if that had nothing of this operator. */
    default boolean isRestored() {
        return getRestoredCheckpointId().isPresent();
    }

    /** The checkpoint from which the job goes on. */
    OptionalLong getRestoredCheckpointId();

    OperatorStateStore getOperatorStateStore();

    /** Null if the stream is not keyed. */
    KeyedStateStore getKeyedStateStore();
}
