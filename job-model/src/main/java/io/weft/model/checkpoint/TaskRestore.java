package io.weft.model.checkpoint;

import io.weft.model.OperatorId;
import java.util.List;
import java.util.Objects;

/**
 * What a task is to start from.
 *
 * @param checkpoint the id of the checkpoint
 * @param finished true if all subtasks of the vertex had finished: the task only tells those after it that nothing comes
 * @param operators those that had state
 * @param rescaled whether the vertex had another parallelism, so that among the records of its keyed inputs may be some of other subtasks'
 *     keys
 * @param channels records to process, in this order, before all others
 */
public record TaskRestore(
        long checkpoint,
        boolean finished,
        boolean rescaled,
        List<OperatorRestore> operators,
        List<ChannelSnapshot> channels) {
    public TaskRestore {
        operators = List.copyOf(operators);
        channels = List.copyOf(channels);
    }

    /**
     * What one operator of the chain gets.
     *
     * @param keyed pieces that cover the subtask's key groups, and perhaps others
     * @param enumerator for the enumerator, with subtask 0 of a source; or null
     */
    public record OperatorRestore(
            OperatorId operator, List<KeyedSnapshot> keyed, List<Share> operatorState, EnumeratorSnapshot enumerator) {
        public OperatorRestore {
            Objects.requireNonNull(operator, "operator");
            keyed = List.copyOf(keyed);
            operatorState = List.copyOf(operatorState);
        }
    }

    /** The items that a subtask gets of a former subtask's operator state. */
    public record Share(OperatorStateSnapshot from, List<Items> items) {
        public Share {
            Objects.requireNonNull(from, "from");
            items = List.copyOf(items);
        }
    }

    /** A run of items of the list with that name. */
    public record Items(String list, int first, int count) {}
}
