package io.weft.runtime.simulation;

import io.weft.api.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A complete checkpoint.
 *
 * @param job with the parallelisms of then
 * @param tasks by vertex and subtask
 * @param finished of them, those that had ended before and made no part of this one
 */
record SimulatedCheckpoint(
        long id,
        JobGraph job,
        int attempt,
        List<NumberSequenceSplit> unassigned,
        Map<String, TaskSnapshot> tasks,
        Set<String> finished) {

    static String place(ExecutionAttemptId task) {
        return task.vertex() + "/" + task.subtask();
    }

    CheckpointMetadata metadata() {
        List<OperatorState> operators = new ArrayList<>();
        for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
            JobVertex described = job.vertices().get(vertex);
            for (JobVertex.Member operator : described.operators()) {
                boolean head = operator.id().equals(described.id());
                List<SubtaskState> subtasks = new ArrayList<>();
                for (int subtask = 0; subtask < described.parallelism(); subtask++) {
                    subtasks.add(state(vertex + "/" + subtask, operator.id(), head));
                }
                operators.add(
                        new OperatorState(operator.id(), operator.name(), described.maxParallelism(), null, subtasks));
            }
        }
        CheckpointOrder order = new CheckpointOrder(id, 0, CheckpointKind.CHECKPOINT, "checkpoint " + id);
        return new CheckpointMetadata(job.jobId(), job.name(), order, operators);
    }

    private SubtaskState state(String place, OperatorId operator, boolean head) {
        TaskSnapshot snapshot = tasks.get(place);
        boolean ended = finished.contains(place);
        KeyedSnapshot keyed = null;
        OperatorStateSnapshot lists = null;
        for (TaskSnapshot.OperatorSnapshot own :
                snapshot == null ? List.<TaskSnapshot.OperatorSnapshot>of() : snapshot.operators()) {
            if (own.operator().equals(operator)) {
                keyed = own.keyed();
                lists = own.operatorState();
            }
        }
        boolean flows = head && snapshot != null && !ended;
        return new SubtaskState(ended, keyed, lists, flows ? snapshot.channels() : List.of());
    }
}
