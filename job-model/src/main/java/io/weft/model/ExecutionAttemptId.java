package io.weft.model;

import io.weft.api.execution.JobID;
import java.util.Objects;

/**
 * Names one run of one subtask.
 *
 * @param vertex index of the vertex in its JobGraph
 * @param subtask 0 to parallelism - 1
 * @param attempt grows with each restart and never repeats for the subtask, over JobManager failovers too
 */
public record ExecutionAttemptId(JobID job, int vertex, int subtask, int attempt) {
    public ExecutionAttemptId {
        Objects.requireNonNull(job, "job");
    }

    @Override
    public String toString() {
        return job + "/" + vertex + "/" + subtask + "#" + attempt;
    }
}
