package io.weft.yarn.client.job;

import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionException;
import io.weft.api.execution.JobExecutionResult;
import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.client.GatewayJobClient;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.yarn.client.application.ApplicationEndedException;
import io.weft.yarn.client.application.JobHost;
import io.weft.yarn.client.terminal.Console;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A job whose progress is shown until it ends. Safe for any thread. */
final class FollowedJob implements JobClient {

    private final JobHost host;
    private final String name;
    private final Console console;
    private final GatewayJobClient gateway;
    private final CompletableFuture<JobExecutionResult> result;
    // Volatile: each answer may come on another thread.
    private volatile String shownFailure = "";

    /** Begins to follow. */
    FollowedJob(JobHost host, JobID id, String name, Console console) {
        this.host = host;
        this.name = name;
        this.console = console;
        this.gateway = new GatewayJobClient(host.jobManager(), id);
        this.result =
                gateway.follow(this::show).thenCompose(GatewayJobClient::result).exceptionallyCompose(this::askYarn);
    }

    /** A checkpoint's failure stays on the screen when the job has long gone on. */
    private void show(JobDetails details) {
        String checkpointFailure = details.checkpointFailure();
        if (!checkpointFailure.isEmpty() && !checkpointFailure.equals(shownFailure)) {
            console.say("WARNING: " + checkpointFailure);
        }
        shownFailure = checkpointFailure;
        console.progress(ProgressLine.of(details));
    }

    /** The application may have ended before anybody could ask how the job did; then YARN tells. */
    private CompletableFuture<JobExecutionResult> askYarn(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof ApplicationEndedException ended)) {
            return CompletableFuture.failedFuture(cause);
        }
        JobStatus status = host.statusOf(ended);
        if (status == JobStatus.FINISHED) {
            return CompletableFuture.completedFuture(new JobExecutionResult(getJobID(), 0));
        }
        return CompletableFuture.failedFuture(new JobExecutionException(getJobID(), status, ended.getMessage(), ""));
    }

    /** Waits for the end, and says how it was. */
    JobStatus awaitEnd() {
        try {
            long runtimeMs = result.join().getNetRuntime();
            console.say("Job '" + name + "' finished"
                    + (runtimeMs > 0 ? String.format(" in %.1f s", runtimeMs / 1000.0) : "") + ".");
            return JobStatus.FINISHED;
        } catch (CompletionException e) {
            console.error(e.getCause().getMessage());
            return e.getCause() instanceof JobExecutionException known ? known.getStatus() : JobStatus.FAILED;
        }
    }

    /** Ends the job, unless it has ended. */
    void kill() {
        if (!result.isDone()) {
            host.end(getJobID());
        }
    }

    JobHost host() {
        return host;
    }

    @Override
    public JobID getJobID() {
        return gateway.getJobID();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return gateway.getJobStatus();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return gateway.cancel();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return result.copy();
    }
}
