package io.weft.api.plan;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.Partitioner;
import io.weft.api.types.TypeInformation;
import java.io.Serializable;

/** How the records of an edge are spread over the subtasks of its consumer. */
public sealed interface Partitioning extends Serializable {

    /** The name shown in plans and in the UI. */
    String label();

    /** True if a subtask of the producer is connected with only some subtasks of the consumer. */
    default boolean pointwise() {
        return false;
    }

    /** To the consumer's subtask with the producer's own index; parallelisms are equal. The only one that can be chained. */
    record Forward() implements Partitioning {
        @Override
        public String label() {
            return "FORWARD";
        }

        @Override
        public boolean pointwise() {
            return true;
        }
    }

    /** Round-robin over all subtasks. */
    record Rebalance() implements Partitioning {
        @Override
        public String label() {
            return "REBALANCE";
        }
    }

    /** Round-robin over the subtasks that are the producer's own share of the consumer. */
    record Rescale() implements Partitioning {
        @Override
        public String label() {
            return "RESCALE";
        }

        @Override
        public boolean pointwise() {
            return true;
        }
    }

    /** Uniformly at random. */
    record Shuffle() implements Partitioning {
        @Override
        public String label() {
            return "SHUFFLE";
        }
    }

    /** To every subtask. */
    record Broadcast() implements Partitioning {
        @Override
        public String label() {
            return "BROADCAST";
        }
    }

    /** To subtask 0. */
    record Global() implements Partitioning {
        @Override
        public String label() {
            return "GLOBAL";
        }
    }

    /** By key group of the record's key. */
    record Hash(KeySelector<?, ?> keySelector, TypeInformation<?> keyType) implements Partitioning {
        @Override
        public String label() {
            return "HASH";
        }
    }

    /** By the user's partitioner. */
    record Custom(Partitioner<?> partitioner, KeySelector<?, ?> keySelector) implements Partitioning {
        @Override
        public String label() {
            return "CUSTOM";
        }
    }
}
