package io.weft.jobmanager.job;

import io.weft.jobmanager.resource.TaskManager;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.TaskRestore;
import java.util.Map;

/** One run of one subtask, as its JobMaster knows it. Changed by the ExecutionGraph alone. */
final class Execution {

    private final ExecutionAttemptId id;
    private final int region;
    private final TaskRestore restore;
    private TaskState state;
    private TaskManager taskManager;
    private int slot = -1;
    private boolean acknowledged;
    private boolean atEndOfData;
    private long reportRound;
    private Map<String, Long> figures = Map.of();

    /** @param restore what it starts from; null if from nothing, or if another JobManager has deployed it */
    Execution(ExecutionAttemptId id, int region, TaskRestore restore, TaskState state) {
        this.id = id;
        this.region = region;
        this.restore = restore;
        this.state = state;
    }

    ExecutionAttemptId id() {
        return id;
    }

    /** The number of its pipelined region. */
    int region() {
        return region;
    }

    TaskRestore restore() {
        return restore;
    }

    TaskState state() {
        return state;
    }

    void setState(TaskState state) {
        this.state = state;
    }

    /** Null before it is deployed, and after a failover until its TaskManager has reported it. */
    TaskManager taskManager() {
        return taskManager;
    }

    int slot() {
        return slot;
    }

    void locate(TaskManager newTaskManager, int newSlot) {
        taskManager = newTaskManager;
        slot = newSlot;
    }

    /** True once the TaskManager has reported it: a later report that leaves it out means that it is gone. */
    boolean isAcknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** True if its TaskManager may not have heard of it yet. */
    boolean awaitsDeployment() {
        return state == TaskState.DEPLOYING && !acknowledged;
    }

    /** True if it is RUNNING and has had all its input. */
    boolean isAtEndOfData() {
        return atEndOfData;
    }

    void setAtEndOfData(boolean newAtEndOfData) {
        atEndOfData = newAtEndOfData;
    }

    /** True if it has a place and may be running there. */
    boolean isLive() {
        return state != TaskState.CREATED && !state.isTerminal();
    }

    /** The number of the last full report that named it. */
    long reportRound() {
        return reportRound;
    }

    void namedIn(long round) {
        reportRound = round;
    }

    Map<String, Long> figures() {
        return figures;
    }

    void setFigures(Map<String, Long> figures) {
        this.figures = figures;
    }
}
