package io.weft.state;

/** A kind of state backend. */
@FunctionalInterface
public interface KeyedStateBackendFactory {

    /**
     * Opens the keyed state of one operator in one subtask.
     *
     * @throws io.weft.model.checkpoint.CorruptCheckpointException if what is to be restored is not what was written
     * @throws StateMigrationException if it was written with another key type
     */
    KeyedStateBackend open(KeyedStateSetup setup) throws Exception;
}
