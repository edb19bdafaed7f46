package io.weft.model.message;

import io.weft.api.execution.JobID;
import io.weft.model.graph.JobGraph;

/** What a client asks the JobManager. Every request has exactly one {@link ClientResponse}. */
public sealed interface ClientRequest {

    /** Answered by Accepted, or by Refused with a reason. Sending a job again that is known is Accepted too. */
    record SubmitJob(JobGraph graph) implements ClientRequest {}

    /** Answered by Accepted as soon as cancelling has begun. */
    record CancelJob(JobID job) implements ClientRequest {}

    /** Answered by Jobs. */
    record ListJobs() implements ClientRequest {}

    /**
     * Answered by Job when the job's version is higher than {@code knownVersion}, or after {@code waitMs} at the latest: a long poll.
     * With 0 and 0 the present state is answered at once.
     */
    record GetJob(JobID job, long knownVersion, long waitMs) implements ClientRequest {}

    /** Ends a session: no new jobs, running ones are cancelled, then the process ends. Answered by Accepted. */
    record StopCluster() implements ClientRequest {}
}
