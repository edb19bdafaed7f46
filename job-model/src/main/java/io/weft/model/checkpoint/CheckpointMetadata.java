package io.weft.model.checkpoint;

import io.weft.api.execution.JobID;
import io.weft.model.OperatorId;
import java.util.List;
import java.util.Objects;

/** A complete checkpoint: the content of its metadata file. */
public record CheckpointMetadata(JobID job, String jobName, CheckpointOrder order, List<OperatorState> operators) {
    public CheckpointMetadata {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(jobName, "jobName");
        Objects.requireNonNull(order, "order");
        operators = List.copyOf(operators);
    }

    /**
     * All that an operator held, whether or not that is anything.
     *
     * @param name for people
     * @param enumerator null unless it is a source that has one
     * @param subtasks one for each, in order
     */
    public record OperatorState(
            OperatorId id,
            String name,
            int maxParallelism,
            EnumeratorSnapshot enumerator,
            List<SubtaskState> subtasks) {
        public OperatorState {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            subtasks = List.copyOf(subtasks);
        }
    }

    /**
     * What it held in one subtask.
     *
     * @param finished true if the subtask had finished before: what it holds is final, and all that it had to commit is committed
     * @param keyed or null
     * @param operatorState or null
     * @param channels in-flight records, kept with the head of the chain
     */
    public record SubtaskState(
            boolean finished,
            KeyedSnapshot keyed,
            OperatorStateSnapshot operatorState,
            List<ChannelSnapshot> channels) {
        public SubtaskState {
            channels = List.copyOf(channels);
        }
    }
}
