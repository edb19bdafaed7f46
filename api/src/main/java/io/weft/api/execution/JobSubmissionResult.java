package io.weft.api.execution;

import java.util.Objects;

/** A job that has been accepted. */
public class JobSubmissionResult {

    private final JobID jobID;

    public JobSubmissionResult(JobID jobID) {
        this.jobID = Objects.requireNonNull(jobID, "jobID");
    }

    public JobID getJobID() {
        return jobID;
    }
}
