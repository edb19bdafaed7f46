package io.weft.model.message;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.checkpoint.TaskRestore;
import java.util.List;
import java.util.Objects;

/**
 * Everything that is particular to one task.
 *
 * @param slot number of the TaskManager's slot that it runs in
 * @param inputs the channels it reads, grouped by edge
 * @param outputs the channels it writes, in the order of its program's outputs
 * @param restore what it starts from; null if from nothing
 */
public record TaskDeployment(
        ExecutionAttemptId attempt,
        int slot,
        List<EdgeChannels> inputs,
        List<EdgeChannels> outputs,
        TaskRestore restore) {
    public TaskDeployment {
        Objects.requireNonNull(attempt, "attempt");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * The channels of one edge at one task. On an all-to-all edge every task of a vertex has the same instance, so that an encoder that
     * keeps references writes the peers once a message.
     *
     * @param edge number of the edge in the JobGraph
     * @param input which input of the head operator the edge feeds; of no meaning for outputs
     * @param peers the tasks at the other ends, by growing subtask index
     */
    public record EdgeChannels(int edge, int input, List<Peer> peers) {
        public EdgeChannels {
            peers = List.copyOf(peers);
        }
    }

    /** A task at the other end of a channel. */
    public record Peer(ExecutionAttemptId attempt, TaskManagerLocation location) {}
}
