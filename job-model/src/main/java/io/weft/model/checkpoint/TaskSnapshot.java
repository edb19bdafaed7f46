package io.weft.model.checkpoint;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import java.util.List;
import java.util.Objects;

/**
 * A task's part of a checkpoint; all its pieces are durable.
 *
 * @param endOfData true if the task has had all its input: what it holds now is final
 * @param operators those that have state
 */
public record TaskSnapshot(
        ExecutionAttemptId task,
        boolean endOfData,
        List<OperatorSnapshot> operators,
        List<ChannelSnapshot> channels,
        Figures figures) {
    public TaskSnapshot {
        Objects.requireNonNull(task, "task");
        operators = List.copyOf(operators);
        channels = List.copyOf(channels);
        Objects.requireNonNull(figures, "figures");
    }

    /** What one operator of the chain holds; each part may be null. */
    public record OperatorSnapshot(OperatorId operator, KeyedSnapshot keyed, OperatorStateSnapshot operatorState) {
        public OperatorSnapshot {
            Objects.requireNonNull(operator, "operator");
        }

        public long sizeBytes() {
            return (keyed == null ? 0 : keyed.sizeBytes())
                    + (operatorState == null ? 0 : operatorState.bytes().length());
        }
    }

    /**
     * How it went, for people.
     *
     * @param alignmentNanos from the first barrier to the last
     * @param synchronousNanos how long the task itself stood still
     * @param asynchronousNanos how long writing took beside it
     * @param bytes how much the state takes
     */
    public record Figures(long alignmentNanos, long synchronousNanos, long asynchronousNanos, long bytes) {}
}
