package io.weft.model.client;

import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionException;
import io.weft.api.execution.JobExecutionResult;
import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.Failure;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.ClientResponse.JobDetails;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Follows a job by asking its JobManager. Safe for any thread. */
public final class GatewayJobClient implements JobClient {

    /** How long the JobManager may hold a question back until there is news. */
    private static final long LONG_POLL_MS = 5_000;

    private final JobManagerGateway jobManager;
    private final JobID job;

    public GatewayJobClient(JobManagerGateway jobManager, JobID job) {
        this.jobManager = jobManager;
        this.job = job;
    }

    @Override
    public JobID getJobID() {
        return job;
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return details(0, 0).thenApply(details -> details.overview().status());
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return jobManager.ask(new ClientRequest.CancelJob(job)).thenAccept(GatewayJobClient::requireAccepted);
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return follow(details -> {}).thenCompose(GatewayJobClient::result);
    }

    /** The job's last state. {@code progress} sees every state on the way, on a thread that it must not hold up. */
    public CompletableFuture<JobDetails> follow(Consumer<JobDetails> progress) {
        return details(0, 0).thenCompose(details -> followFrom(details, progress));
    }

    private CompletableFuture<JobDetails> followFrom(JobDetails details, Consumer<JobDetails> progress) {
        progress.accept(details);
        if (details.overview().status().isTerminalState()) {
            return CompletableFuture.completedFuture(details);
        }
        return details(details.version(), LONG_POLL_MS).thenCompose(next -> followFrom(next, progress));
    }

    private CompletableFuture<JobDetails> details(long knownVersion, long waitMs) {
        return jobManager
                .ask(new ClientRequest.GetJob(job, knownVersion, waitMs))
                .thenApply(response -> {
                    if (response instanceof ClientResponse.Job found) {
                        return found.details();
                    }
                    throw refusal(response);
                });
    }

    /** The result of a job that has ended; failed with a {@link JobExecutionException} unless it finished. */
    public static CompletableFuture<JobExecutionResult> result(JobDetails ended) {
        JobID id = ended.overview().id();
        if (ended.overview().status() == JobStatus.FINISHED) {
            return CompletableFuture.completedFuture(new JobExecutionResult(
                    id, ended.overview().endedMs() - ended.overview().startedMs()));
        }
        Failure failure = ended.failure();
        String trace = failure == null || failure.type().isEmpty() ? "" : failure.stackTrace();
        String why =
                failure == null ? "." : trace.isEmpty() ? ": " + failure.summary() : ":"; // the trace begins with it
        String message = "Job '" + ended.overview().name() + "' (" + id + ") is "
                + ended.overview().status() + why;
        return CompletableFuture.failedFuture(
                new JobExecutionException(id, ended.overview().status(), message, trace));
    }

    /** @throws IllegalStateException with the reason if the request was refused */
    public static void requireAccepted(ClientResponse response) {
        if (!(response instanceof ClientResponse.Accepted)) {
            throw refusal(response);
        }
    }

    private static IllegalStateException refusal(ClientResponse response) {
        return new IllegalStateException(
                response instanceof ClientResponse.Refused refused
                        ? refused.reason()
                        : "The JobManager gave an answer that does not fit the question: " + response);
    }
}
