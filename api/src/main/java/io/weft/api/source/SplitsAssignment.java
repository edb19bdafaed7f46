package io.weft.api.source;

import java.util.List;
import java.util.Map;

/** Which reader gets which splits. */
public final class SplitsAssignment<SplitT extends SourceSplit> {

    private final Map<Integer, List<SplitT>> assignment;

    /** @param assignment the splits by the reader's subtask */
    public SplitsAssignment(Map<Integer, List<SplitT>> assignment) {
        this.assignment = assignment;
    }

    public SplitsAssignment(SplitT split, int subtaskId) {
        this(Map.of(subtaskId, List.of(split)));
    }

    public Map<Integer, List<SplitT>> assignment() {
        return assignment;
    }

    @Override
    public String toString() {
        return assignment.toString();
    }
}
