package io.weft.model.graph;

/** How the records of an edge are spread over the subtasks of its consumer, as far as others than the producer have to know. */
public enum Distribution {
    /** To the subtask with the producer's own index. */
    FORWARD,
    /** In turn to the subtasks that are the producer's own share. */
    RESCALE,
    /** In turn to all subtasks. */
    REBALANCE,
    /** To any subtask. */
    SHUFFLE,
    /** To every subtask. */
    BROADCAST,
    /** To subtask 0. */
    GLOBAL,
    /** To the subtask that owns the key which the consumer takes records by. */
    HASH,
    /** By a rule that only the producer knows: the user's partitioner, or keys that the consumer does not take records by. */
    CUSTOM;

    /** True if a producer's subtask is connected with only its share of the consumer's subtasks. */
    public boolean isPointwise() {
        return this == FORWARD || this == RESCALE;
    }
}
