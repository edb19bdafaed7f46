package io.weft.yarn.client.application;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.client.JobManagerGateway;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/** The application in which a submitted job runs, and what the one's end means for the other. */
public interface JobHost {

    ApplicationId id();

    JobManagerGateway jobManager();

    /** Ends the job because this client ends. Returns when that has begun; never fails. */
    void end(JobID job);

    /** The job has ended: waits for what ends with it, for a while, and removes what is left. Never fails. */
    void awaitEnd();

    /** How a job ended of which nothing is known but how its application ended. */
    JobStatus statusOf(ApplicationEndedException ended);
}
