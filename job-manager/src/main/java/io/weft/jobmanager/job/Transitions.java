package io.weft.jobmanager.job;

import static io.weft.api.execution.JobStatus.CANCELLING;
import static io.weft.api.execution.JobStatus.FAILING;
import static io.weft.api.execution.JobStatus.RESTARTING;
import static io.weft.api.execution.JobStatus.SUSPENDED;

import io.weft.api.execution.JobStatus;
import io.weft.model.TaskState;
import java.util.EnumSet;
import java.util.Set;

/** The two tables: every transition that a job and a task may make. A transition that is not in them is a bug of ours. */
public final class Transitions {

    private Transitions() {}

    private static Set<JobStatus> next(JobStatus from) {
        return switch (from) {
            case CREATED -> EnumSet.of(JobStatus.RUNNING, FAILING, CANCELLING, SUSPENDED);
            case RUNNING -> EnumSet.of(JobStatus.FINISHED, FAILING, RESTARTING, CANCELLING, SUSPENDED);
            case RESTARTING -> EnumSet.of(JobStatus.RUNNING, FAILING, CANCELLING, SUSPENDED);
            case FAILING -> EnumSet.of(JobStatus.FAILED, SUSPENDED);
            case CANCELLING -> EnumSet.of(JobStatus.CANCELED, SUSPENDED);
            case FINISHED, CANCELED, FAILED, SUSPENDED -> EnumSet.noneOf(JobStatus.class);
        };
    }

    /** A report may skip states, because the messages that told of them may be lost; it never goes back. */
    private static Set<TaskState> next(TaskState from) {
        return switch (from) {
            case CREATED -> EnumSet.of(TaskState.DEPLOYING);
            case DEPLOYING -> EnumSet.range(TaskState.INITIALIZING, TaskState.FAILED);
            case INITIALIZING -> EnumSet.range(TaskState.RUNNING, TaskState.FAILED);
            case RUNNING -> EnumSet.range(TaskState.CANCELING, TaskState.FAILED);
            case CANCELING -> EnumSet.range(TaskState.FINISHED, TaskState.FAILED);
            case FINISHED, CANCELED, FAILED -> EnumSet.noneOf(TaskState.class);
        };
    }

    public static boolean allows(JobStatus from, JobStatus to) {
        return next(from).contains(to);
    }

    public static boolean allows(TaskState from, TaskState to) {
        return next(from).contains(to);
    }

    static void require(boolean allowed, Object what, Object from, Object to) {
        if (!allowed) {
            throw new IllegalStateException(what + " can not go from " + from + " to " + to + ".");
        }
    }
}
