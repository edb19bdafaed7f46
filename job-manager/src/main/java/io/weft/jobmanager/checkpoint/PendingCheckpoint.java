package io.weft.jobmanager.checkpoint;

import io.weft.jobmanager.step.Timers;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A checkpoint that is being made: what has come of it, and what is still to come. */
final class PendingCheckpoint {

    private final JobGraph job;
    private final CheckpointOrder order;
    private final Timers.Timer timeout;
    private final long base;
    private final Set<ExecutionAttemptId> missingTasks = new HashSet<>();
    private final Map<OperatorId, Integer> missingEnumerators = new HashMap<>();
    private final Map<ExecutionAttemptId, TaskSnapshot> tasks = new HashMap<>();
    private final Map<OperatorId, EnumeratorSnapshot> enumerators = new HashMap<>();
    private final JobTasks jobTasks;
    /** Set once it is whole. */
    private CheckpointMetadata metadata;

    /** @param base the last checkpoint that tasks know to be complete when the order comes to them, and that they may build on; or 0 */
    PendingCheckpoint(JobGraph job, CheckpointOrder order, long base, JobTasks jobTasks, Timers.Timer timeout) {
        this.job = job;
        this.order = order;
        this.base = base;
        this.jobTasks = jobTasks;
        this.timeout = timeout;
        for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
            for (int subtask = 0; subtask < jobTasks.parallelism(vertex); subtask++) {
                if (!jobTasks.isFinished(vertex, subtask)) {
                    missingTasks.add(jobTasks.task(vertex, subtask));
                }
            }
            if (!jobTasks.isFinished(vertex)) {
                for (JobVertex.Member operator : job.vertices().get(vertex).operators()) {
                    if (operator.splits()) {
                        missingEnumerators.put(operator.id(), vertex);
                    }
                }
            }
        }
    }

    CheckpointOrder order() {
        return order;
    }

    /** Its tasks may refer to files of this one, or of a later one that is complete. */
    long base() {
        return base;
    }

    Timers.Timer timeout() {
        return timeout;
    }

    /** What is being said again, or was not asked for, changes nothing. */
    void onAcknowledged(List<TaskSnapshot> snapshots, List<EnumeratorSnapshot> enumeratorSnapshots) {
        for (TaskSnapshot snapshot : snapshots) {
            if (missingTasks.remove(snapshot.task())) {
                tasks.put(snapshot.task(), snapshot);
            }
        }
        for (EnumeratorSnapshot snapshot : enumeratorSnapshots) {
            if (missingEnumerators.remove(snapshot.source()) != null) {
                enumerators.put(snapshot.source(), snapshot);
            }
        }
    }

    /** The task has finished: if it has not made its snapshot, it makes none, for it has nothing that its last one hasn't. */
    void onTaskFinished(ExecutionAttemptId task) {
        missingTasks.remove(task);
        if (jobTasks.isFinished(task.vertex())) {
            missingEnumerators.values().removeIf(vertex -> vertex == task.vertex());
        }
    }

    boolean isMissing(ExecutionAttemptId task) {
        return missingTasks.contains(task);
    }

    /**
     * Makes the metadata when nothing is missing any more.
     *
     * @param latest the last complete checkpoint, which has the last state of the tasks that have finished; or null
     * @return true, once, when that has been done
     */
    boolean becomesWhole(CheckpointMetadata latest) {
        boolean becomesWhole = metadata == null && missingTasks.isEmpty() && missingEnumerators.isEmpty();
        if (becomesWhole) {
            metadata = describe(latest);
        }
        return becomesWhole;
    }

    /** Null until it is whole. */
    CheckpointMetadata metadata() {
        return metadata;
    }

    /** One line for people. */
    String describeMissing() {
        if (metadata != null) {
            return "its metadata file was not written";
        }
        return missingTasks.size() + " tasks and " + missingEnumerators.size()
                + " split enumerators had not made their part";
    }

    private CheckpointMetadata describe(CheckpointMetadata latest) {
        Map<OperatorId, OperatorState> earlier = new HashMap<>();
        if (latest != null) {
            latest.operators().forEach(operator -> earlier.put(operator.id(), operator));
        }
        List<OperatorState> operators = new ArrayList<>();
        for (int vertex = 0; vertex < job.vertices().size(); vertex++) {
            JobVertex description = job.vertices().get(vertex);
            for (int i = 0; i < description.operators().size(); i++) {
                JobVertex.Member operator = description.operators().get(i);
                OperatorState before = earlier.get(operator.id());
                operators.add(operator(vertex, operator, i == 0, before));
            }
        }
        return new CheckpointMetadata(job.jobId(), job.name(), order, operators);
    }

    private OperatorState operator(int vertex, JobVertex.Member operator, boolean head, OperatorState before) {
        JobVertex description = job.vertices().get(vertex);
        EnumeratorSnapshot enumerator = enumerators.get(operator.id());
        if (enumerator == null && before != null) {
            enumerator = before.enumerator();
        }
        List<SubtaskState> subtasks = new ArrayList<>();
        for (int subtask = 0; subtask < jobTasks.parallelism(vertex); subtask++) {
            TaskSnapshot snapshot = tasks.get(jobTasks.task(vertex, subtask));
            subtasks.add(
                    snapshot == null
                            ? lastOfFinished(before, subtask, jobTasks.parallelism(vertex))
                            : state(snapshot, operator.id(), head));
        }
        return new OperatorState(operator.id(), operator.name(), description.maxParallelism(), enumerator, subtasks);
    }

    /** A task ends when a checkpoint is complete that it made its part of after its end; if it didn't have to, it had nothing to keep. */
    private static SubtaskState lastOfFinished(OperatorState before, int subtask, int parallelism) {
        if (before == null || before.subtasks().size() != parallelism) {
            return new SubtaskState(true, null, null, List.of());
        }
        SubtaskState last = before.subtasks().get(subtask);
        return new SubtaskState(true, last.keyed(), last.operatorState(), List.of());
    }

    private static SubtaskState state(TaskSnapshot snapshot, OperatorId operator, boolean head) {
        OperatorSnapshot own = snapshot.operators().stream()
                .filter(candidate -> candidate.operator().equals(operator))
                .findFirst()
                .orElse(new OperatorSnapshot(operator, null, null));
        return new SubtaskState(false, own.keyed(), own.operatorState(), head ? snapshot.channels() : List.of());
    }
}
