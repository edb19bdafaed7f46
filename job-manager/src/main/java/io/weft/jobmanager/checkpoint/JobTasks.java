package io.weft.jobmanager.checkpoint;

import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import java.util.List;

/** The tasks of a job, as far as checkpoints are concerned. */
public interface JobTasks {

    /** The present run of the subtask. */
    ExecutionAttemptId task(int vertex, int subtask);

    int parallelism(int vertex);

    boolean isFinished(int vertex, int subtask);

    /** True if all subtasks are FINISHED. */
    boolean isFinished(int vertex);

    /** True if every task is RUNNING or FINISHED, and at least one RUNNING. */
    boolean allRunningOrFinished();

    boolean anyFinished();

    /** True if every task that is RUNNING has had all its input. */
    boolean allAtEndOfData();

    /** Those that have or had any of them. */
    List<TaskManagerId> places();
}
