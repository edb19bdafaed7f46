package io.weft.model.checkpoint;

import java.util.List;
import java.util.Objects;

/**
 * The operator state of one operator in one subtask: named lists.
 *
 * @param crc32c checksum of the bytes
 */
public record OperatorStateSnapshot(StateHandle bytes, int crc32c, List<StateList> lists) {
    public OperatorStateSnapshot {
        Objects.requireNonNull(bytes, "bytes");
        lists = List.copyOf(lists);
    }

    /** How a list is spread over the subtasks that are given it. */
    public enum Mode {
        /** Evenly. */
        SPLIT,
        /** Each gets the lists of all. */
        UNION,
        /** Each gets the list of one, for they are all the same. */
        BROADCAST
    }

    /** One of the lists. */
    public record StateList(String name, Mode mode, int items) {}
}
