package io.weft.api.execution;

import java.util.Objects;

/**
 * A job that did not finish. The stack trace of what failed in the cluster comes along as text, because its classes may not be here.
 */
public class JobExecutionException extends Exception {

    private final JobID jobID;
    private final JobStatus status;
    private final String remoteStackTrace;

    /**
     * @param message one line that says what failed
     * @param status the job's last state
     * @param remoteStackTrace the stack trace with all causes, or the empty string if there is none
     */
    public JobExecutionException(JobID jobID, JobStatus status, String message, String remoteStackTrace) {
        super(
                remoteStackTrace.isEmpty()
                        ? message
                        : message + System.lineSeparator() + remoteStackTrace.stripTrailing());
        this.jobID = Objects.requireNonNull(jobID, "jobID");
        this.status = Objects.requireNonNull(status, "status");
        this.remoteStackTrace = remoteStackTrace;
    }

    public JobID getJobID() {
        return jobID;
    }

    /** {@code FAILED} or {@code CANCELED}, or {@code SUSPENDED} if the cluster ended under the job. */
    public JobStatus getStatus() {
        return status;
    }

    /** The stack trace of the failure as it was printed in the cluster; may be empty. */
    public String getRemoteStackTrace() {
        return remoteStackTrace;
    }
}
