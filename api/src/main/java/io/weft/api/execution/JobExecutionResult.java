package io.weft.api.execution;

import java.util.concurrent.TimeUnit;

/** A job that has finished. */
public class JobExecutionResult extends JobSubmissionResult {

    private final long netRuntimeMs;

    /** @param netRuntimeMs from the first deployment to the end */
    public JobExecutionResult(JobID jobID, long netRuntimeMs) {
        super(jobID);
        this.netRuntimeMs = netRuntimeMs;
    }

    /** Milliseconds from the first deployment to the end. */
    public long getNetRuntime() {
        return netRuntimeMs;
    }

    public long getNetRuntime(TimeUnit desiredUnit) {
        return desiredUnit.convert(netRuntimeMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public String toString() {
        return "Job " + getJobID() + " finished in " + netRuntimeMs + " ms.";
    }
}
