package io.weft.jobmanager.checkpoint;

import io.weft.model.TaskManagerId;
import java.util.List;

/** The tasks of the present attempt, as far as checkpoints are concerned. */
public interface AttemptTasks {

    int attempt();

    int parallelism(int vertex);

    boolean isFinished(int vertex, int subtask);

    /** True if all subtasks are FINISHED. */
    boolean isFinished(int vertex);

    /** True if every task is RUNNING or FINISHED, and at least one RUNNING. */
    boolean allRunningOrFinished();

    boolean anyFinished();

    /** True if every task that is RUNNING has had all its input. */
    boolean allAtEndOfData();

    /** Those that have or had tasks of the attempt. */
    List<TaskManagerId> places();
}
