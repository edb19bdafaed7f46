package io.weft.api.execution;

import java.util.concurrent.CompletableFuture;

/** Follows a job that has been submitted. Safe for any thread. */
public interface JobClient {

    JobID getJobID();

    CompletableFuture<JobStatus> getJobStatus();

    /** Cancels the job; completed as soon as cancelling has begun. */
    CompletableFuture<Void> cancel();

    /** Completed when the job has finished; fails with a {@link JobExecutionException} if it failed or was cancelled. */
    CompletableFuture<JobExecutionResult> getJobExecutionResult();
}
