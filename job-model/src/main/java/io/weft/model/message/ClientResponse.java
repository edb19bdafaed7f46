package io.weft.model.message;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.Failure;
import java.util.List;
import java.util.Map;

/** What the JobManager answers a client. */
public sealed interface ClientResponse {

    record Accepted() implements ClientResponse {}

    /** Nothing was done; {@code reason} says why and what to do. */
    record Refused(String reason) implements ClientResponse {}

    /** @param path its directory, from which jobs can be started */
    record SavepointStored(String path) implements ClientResponse {}

    record Jobs(List<JobOverview> jobs) implements ClientResponse {}

    record Job(JobDetails details) implements ClientResponse {}

    /** One line of a job list. Times are ms since the epoch; {@code endedMs} is 0 while the job runs. */
    record JobOverview(
            JobID id, String name, JobStatus status, long startedMs, long endedMs, int tasks, int runningTasks) {}

    /**
     * A job as of now.
     *
     * @param version grows with every change that a client may want to see
     * @param failure the root cause if the job has failed or is restarting, else null
     * @param waitingFor what the job waits for in one line ("2 of 4 slots"), empty if nothing
     * @param checkpointFailure why the last checkpoint failed in one line, empty if it did not
     */
    record JobDetails(
            JobOverview overview,
            long version,
            int restarts,
            Failure failure,
            String waitingFor,
            String checkpointFailure,
            List<VertexDetails> vertices) {}

    /** A vertex: how many of its subtasks are in which state, and its summed figures. */
    record VertexDetails(
            String id, String name, int parallelism, Map<String, Integer> taskStates, Map<String, Long> figures) {}
}
