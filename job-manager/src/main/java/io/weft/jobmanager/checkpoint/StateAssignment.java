package io.weft.jobmanager.checkpoint;

import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskRestore.OperatorRestore;
import io.weft.model.checkpoint.TaskRestore.Share;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Spreads a checkpoint's state over the tasks of a job, which may have another parallelism or other operators than it had then. */
public final class StateAssignment {

    private final JobGraph job;
    private final CheckpointMetadata checkpoint;
    private final Map<OperatorId, OperatorState> states = new HashMap<>();

    private StateAssignment(JobGraph job, CheckpointMetadata checkpoint) {
        this.job = job;
        this.checkpoint = checkpoint;
        checkpoint.operators().forEach(state -> states.put(state.id(), state));
    }

    /**
     * What each task starts from: by vertex, then by subtask.
     *
     * @param ignoreUnclaimed whether state of operators that the job does not have is left out
     */
    public static List<List<TaskRestore>> of(JobGraph job, CheckpointMetadata checkpoint, boolean ignoreUnclaimed)
            throws StateMismatchException {
        StateAssignment assignment = new StateAssignment(job, checkpoint);
        if (!ignoreUnclaimed) {
            assignment.requireAllClaimed();
        }
        Set<Integer> finished = assignment.finishedVertices();
        List<List<TaskRestore>> restores = new ArrayList<>();
        for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
            restores.add(assignment.restore(vertex, finished.contains(vertex)));
        }
        return restores;
    }

    private void requireAllClaimed() throws StateMismatchException {
        Set<OperatorId> claimed = job.vertices().stream()
                .flatMap(vertex -> vertex.operators().stream())
                .map(JobVertex.Member::id)
                .collect(Collectors.toSet());
        String unclaimed = checkpoint.operators().stream()
                .filter(state -> !claimed.contains(state.id()) && hasState(state))
                .map(state -> "'" + state.name() + "' (" + state.id() + ")")
                .collect(Collectors.joining(", "));
        if (!unclaimed.isEmpty()) {
            throw new StateMismatchException(
                    describe() + " has state of operators that job '" + job.name()
                            + "' does not have: " + unclaimed
                            + ". Give the operators the uid that they had, or start the job with"
                            + " --allow-non-restored-state (execution.state-recovery.ignore-unclaimed-state) to leave that state out.");
        }
    }

    private static boolean hasState(OperatorState state) {
        return state.enumerator() != null
                || state.subtasks().stream()
                        .anyMatch(subtask -> subtask.keyed() != null
                                || subtask.operatorState() != null
                                || !subtask.channels().isEmpty());
    }

    /** Those whose operators had all finished, and so had all before them. */
    private Set<Integer> finishedVertices() {
        Set<Integer> finished = new HashSet<>();
        for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
            boolean ended = job.vertices().get(vertex).operators().stream()
                    .map(operator -> states.get(operator.id()))
                    .allMatch(state -> state != null
                            && !state.subtasks().isEmpty()
                            && state.subtasks().stream().allMatch(SubtaskState::finished));
            if (ended) {
                finished.add(vertex);
            }
        }
        boolean changed = true;
        while (changed) {
            changed = finished.removeAll(job.edges().stream()
                    .filter(edge -> !finished.contains(edge.producer()))
                    .map(JobEdge::consumer)
                    .collect(Collectors.toSet()));
        }
        return finished;
    }

    private List<TaskRestore> restore(int number, boolean finished) throws StateMismatchException {
        JobVertex vertex = job.vertices().get(number);
        List<List<OperatorRestore>> operators = new ArrayList<>();
        for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
            operators.add(new ArrayList<>());
        }
        for (JobVertex.Member operator : vertex.operators()) {
            OperatorState state = states.get(operator.id());
            if (state != null && hasState(state)) {
                List<List<Share>> shares = operatorState(state, vertex.parallelism());
                for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                    operators
                            .get(subtask)
                            .add(new OperatorRestore(
                                    operator.id(),
                                    keyed(vertex, state, subtask),
                                    shares.get(subtask),
                                    subtask == 0 ? state.enumerator() : null));
                }
            }
        }
        InFlightShares inFlight = new InFlightShares(job, number, states, describe());
        List<TaskRestore> restores = new ArrayList<>();
        for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
            restores.add(new TaskRestore(
                    checkpoint.order().id(),
                    finished,
                    inFlight.isRescaled(),
                    operators.get(subtask),
                    inFlight.of(subtask)));
        }
        return restores;
    }

    // ---- keyed state

    private List<KeyedSnapshot> keyed(JobVertex vertex, OperatorState state, int subtask)
            throws StateMismatchException {
        List<KeyedSnapshot> pieces = new ArrayList<>();
        KeyGroupRange own = KeyGroupRange.of(subtask, vertex.parallelism(), vertex.maxParallelism());
        for (SubtaskState former : state.subtasks()) {
            if (former.keyed() == null) {
                continue;
            }
            if (state.maxParallelism() != vertex.maxParallelism()) {
                throw new StateMismatchException("Operator '" + state.name() + "' has maximum parallelism "
                        + vertex.maxParallelism() + ", but its keyed state in " + describe() + " was spread by "
                        + state.maxParallelism()
                        + ". Set pipeline.max-parallelism, or setMaxParallelism of the operator, to "
                        + state.maxParallelism() + ".");
            }
            if (own.intersection(former.keyed().range()).size() > 0) {
                pieces.add(former.keyed());
            }
        }
        return pieces;
    }

    // ---- operator state

    /** By subtask. */
    private static List<List<Share>> operatorState(OperatorState state, int parallelism) {
        List<OperatorStateSnapshot> former =
                state.subtasks().stream().map(SubtaskState::operatorState).toList();
        OperatorStateShares shares = new OperatorStateShares(former, parallelism);
        List<List<Share>> bySubtask = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            bySubtask.add(shares.of(subtask));
        }
        return bySubtask;
    }

    private String describe() {
        return (checkpoint.order().kind().isSavepoint() ? "Savepoint " : "Checkpoint ")
                + checkpoint.order().directory();
    }
}
