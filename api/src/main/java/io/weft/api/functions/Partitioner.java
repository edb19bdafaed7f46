package io.weft.api.functions;

/** Chooses the receiving subtask from a key. */
@FunctionalInterface
public interface Partitioner<K> extends Function {

    /**
     * @param key the record's key
     * @param numPartitions how many subtasks receive
     * @return 0 to {@code numPartitions - 1}
     */
    int partition(K key, int numPartitions);
}
