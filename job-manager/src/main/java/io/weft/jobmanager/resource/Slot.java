package io.weft.jobmanager.resource;

import io.weft.model.ExecutionAttemptId;
import java.util.HashSet;
import java.util.Set;

/** A share of a TaskManager, in which one subtask of each vertex of a slot sharing group runs. Changed by the ResourceManager alone. */
public final class Slot {

    private final TaskManager taskManager;
    private final int number;
    /** Tasks that run here and that no job wants any more; the slot is given to nobody until they have ended. */
    private final Set<ExecutionAttemptId> strays = new HashSet<>();

    private JobSlots holder;

    Slot(TaskManager taskManager, int number) {
        this.taskManager = taskManager;
        this.number = number;
    }

    public TaskManager taskManager() {
        return taskManager;
    }

    public int number() {
        return number;
    }

    boolean isFree() {
        return holder == null && strays.isEmpty();
    }

    JobSlots holder() {
        return holder;
    }

    void setHolder(JobSlots holder) {
        this.holder = holder;
    }

    Set<ExecutionAttemptId> strays() {
        return strays;
    }
}
