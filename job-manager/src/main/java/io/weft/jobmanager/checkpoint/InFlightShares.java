package io.weft.jobmanager.checkpoint;

import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.graph.Distribution;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Spreads the records that were on their way to a vertex, in an unaligned checkpoint, over its subtasks. With the parallelism of then each
 * gets what was on its way to it. With another one:
 *
 * <ul>
 *   <li>HASH: everybody gets what was on its way to former owners of some of its key groups, and leaves out the keys of others. All
 *       records of a key come from one former subtask, in their order.
 *   <li>BROADCAST: everybody gets what was on its way to one former subtask: the one whose broadcast state it gets, too.
 *   <li>REBALANCE, SHUFFLE, GLOBAL: what was on its way to a former subtask goes to one of the present ones. That of subtask 0 stays there.
 *   <li>FORWARD, RESCALE, CUSTOM: refused. Records have an order or a place that nobody could restore: those that come later take other ways.
 * </ul>
 */
final class InFlightShares {

    private static final Set<Distribution> ANYWHERE =
            EnumSet.of(Distribution.REBALANCE, Distribution.SHUFFLE, Distribution.GLOBAL);

    private final JobGraph job;
    private final int number;
    private final JobVertex vertex;
    private final String checkpoint;
    /** Of the vertex' first operator; null if it had none. */
    private final OperatorState former;

    /**
     * @param number of the vertex
     * @param states by operator
     * @param checkpoint what to call the checkpoint in messages
     */
    InFlightShares(JobGraph job, int number, Map<OperatorId, OperatorState> states, String checkpoint)
            throws StateMismatchException {
        this.job = job;
        this.number = number;
        this.vertex = job.vertices().get(number);
        this.checkpoint = checkpoint;
        this.former = states.get(vertex.id());
        for (JobVertex.Member operator : vertex.operators()) {
            OperatorState state = states.get(operator.id());
            if (state != null && hasRecords(state) && !operator.id().equals(vertex.id())) {
                throw refusal(
                        state, "which is now chained to the operator before it. Restore with the same operator chains");
            }
        }
    }

    private static boolean hasRecords(OperatorState state) {
        return state.subtasks().stream().anyMatch(subtask -> !subtask.channels().isEmpty());
    }

    /** True if what a subtask gets may be other subtasks' too. */
    boolean isRescaled() {
        return former != null
                && (former.subtasks().size() != vertex.parallelism()
                        || former.maxParallelism() != vertex.maxParallelism());
    }

    /** What the subtask gets, in the order in which it is to be processed. */
    List<ChannelSnapshot> of(int subtask) throws StateMismatchException {
        if (former == null) {
            return List.of();
        }
        List<SubtaskState> subtasks = former.subtasks();
        if (!isRescaled()) {
            return subtasks.get(subtask).channels();
        }
        List<ChannelSnapshot> own = new ArrayList<>();
        for (int from = 0; from < subtasks.size(); from++) {
            for (ChannelSnapshot channel : subtasks.get(from).channels()) {
                if (isFor(subtask, channel.input(), from)) {
                    own.add(channel);
                }
            }
        }
        return own;
    }

    private boolean isFor(int subtask, int input, int from) throws StateMismatchException {
        Set<Distribution> distributions = EnumSet.noneOf(Distribution.class);
        for (JobEdge edge : job.edges()) {
            if (edge.consumer() == number && edge.input() == input) {
                distributions.add(edge.distribution());
            }
        }
        if (distributions.equals(EnumSet.of(Distribution.HASH))) {
            return sharesKeys(subtask, from);
        } else if (distributions.equals(EnumSet.of(Distribution.BROADCAST))) {
            return from == subtask % former.subtasks().size();
        } else if (ANYWHERE.containsAll(distributions)) {
            return subtask == from % vertex.parallelism();
        }
        throw refusal(
                former,
                "with parallelism " + former.subtasks().size() + ", by " + distributions
                        + ", which ties them to the subtasks they were sent to. Restore with that parallelism");
    }

    private boolean sharesKeys(int subtask, int from) {
        if (former.maxParallelism() != vertex.maxParallelism()) {
            return true;
        }
        KeyGroupRange own = KeyGroupRange.of(subtask, vertex.parallelism(), vertex.maxParallelism());
        KeyGroupRange then = KeyGroupRange.of(from, former.subtasks().size(), former.maxParallelism());
        return own.intersection(then).size() > 0;
    }

    private StateMismatchException refusal(OperatorState state, String why) {
        return new StateMismatchException(checkpoint + " is unaligned: it has records that were on their way to '"
                + state.name() + "', " + why + ", or from a savepoint, which holds none.");
    }
}
