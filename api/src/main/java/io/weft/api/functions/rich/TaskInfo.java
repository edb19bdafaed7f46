package io.weft.api.functions.rich;

/** The subtask that a function runs in. */
public interface TaskInfo {

    /** The name of the task, without the subtask's number. */
    String getTaskName();

    /** The highest parallelism the operator can be rescaled to. */
    int getMaxNumberOfParallelSubtasks();

    /** 0 to {@code getNumberOfParallelSubtasks() - 1}. */
    int getIndexOfThisSubtask();

    int getNumberOfParallelSubtasks();

    /** 0 in the first run, one more after each restart. */
    int getAttemptNumber();

    /** For people: the task's name and the subtask's number counted from 1, as in {@code Map (3/4)#0}. */
    String getTaskNameWithSubtasks();

    /** The id of the TaskManager. */
    String getAllocationIDAsString();
}
