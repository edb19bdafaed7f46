package io.weft.connector.file.sink;

import io.weft.api.sink.WriterInitContext;
import java.util.Objects;

/**
 * Tells one run of a subtask of a sink from all others, so that a new run can sweep what a failed one left.
 *
 * @param sinkId the same for all runs of a sink's subtasks, and another for each sink that a program builds
 * @param subtasks how many of them there are
 * @param attempt grows with each restart
 */
record WriterIdentity(String sinkId, String jobId, int subtask, int subtasks, int attempt) {
    WriterIdentity {
        Objects.requireNonNull(sinkId, "sinkId");
        Objects.requireNonNull(jobId, "jobId");
    }

    /** @param sinkKey of the sink as the program built it, which may have used it for more than one stream */
    static WriterIdentity of(long sinkKey, WriterInitContext context) {
        long ofStream = sinkKey * 31 + context.getTaskInfo().getTaskName().hashCode();
        return new WriterIdentity(
                Long.toHexString(ofStream),
                context.getJobInfo().getJobId().toHexString(),
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getNumberOfParallelSubtasks(),
                context.getTaskInfo().getAttemptNumber());
    }

    /** True for the runs of one subtask of one sink of one job. */
    boolean isSameSubtask(WriterIdentity other) {
        return sinkId.equals(other.sinkId)
                && jobId.equals(other.jobId)
                && subtask == other.subtask
                && subtasks == other.subtasks;
    }
}
