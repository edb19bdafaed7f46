package io.weft.state;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.checkpoint.StateAssignment;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.TaskRestore.OperatorRestore;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spreads what subtasks have written over those of another parallelism, as the JobManager does. */
public final class Rescaling {

    private static final OperatorId OPERATOR = new OperatorId(0, 1);

    private Rescaling() {}

    private static JobGraph job(int parallelism) {
        JobVertex vertex = new JobVertex(
                "Operator",
                parallelism,
                BackendFixture.MAX_PARALLELISM,
                "default",
                List.of(new JobVertex.Member(OPERATOR, "Operator", false)),
                new byte[0]);
        return new JobGraph(new JobID(0, 1), "job", List.of(vertex), List.of(), Map.of(), List.of());
    }

    /** What each subtask of the operator is restored from. */
    public static List<OperatorRestore> assign(List<SubtaskState> former, int parallelism) throws Exception {
        OperatorState state = new OperatorState(OPERATOR, "Operator", BackendFixture.MAX_PARALLELISM, null, former);
        CheckpointMetadata checkpoint =
                new CheckpointMetadata(new JobID(0, 1), "job", BackendFixture.order(1), List.of(state));
        return StateAssignment.of(job(parallelism), checkpoint, false).get(0).stream()
                .map(restore -> restore.operators().get(0))
                .toList();
    }

    /** The states of all subtasks; either list may be empty. */
    public static List<SubtaskState> written(List<KeyedSnapshot> keyed, List<OperatorStateSnapshot> lists) {
        List<SubtaskState> states = new ArrayList<>();
        int subtasks = Math.max(keyed.size(), lists.size());
        for (int i = 0; i < subtasks; i++) {
            states.add(new SubtaskState(
                    false, keyed.isEmpty() ? null : keyed.get(i), lists.isEmpty() ? null : lists.get(i), List.of()));
        }
        return states;
    }
}
