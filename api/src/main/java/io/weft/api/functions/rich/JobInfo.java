package io.weft.api.functions.rich;

import io.weft.api.execution.JobID;

/** The job that a function runs in. */
public interface JobInfo {

    JobID getJobId();

    String getJobName();
}
