package io.weft.yarn.client.inspection;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.client.GatewayJobClient;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.client.application.ApplicationEndedException;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.job.ProgressLine;
import io.weft.yarn.client.savepoint.SavepointOrder;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.Console;
import io.weft.yarn.client.terminal.ExitCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job that runs, for what a person wants of its state. Used by one thread. */
public final class RunningJob {

    private final RunningApplication application;
    private final DeploymentMode mode;
    private final JobDetails before;
    private final JobID id;
    private final String described;

    RunningJob(RunningApplication application, DeploymentMode mode, JobDetails job) {
        this.application = application;
        this.mode = mode;
        this.before = job;
        this.id = job.overview().id();
        this.described = "Job '" + job.overview().name() + "' (" + id + ")";
    }

    /** Makes a savepoint; prints its path, and nothing else, when it is durable. */
    public void savepoint(SavepointOrder order, Console console) {
        AtomicBoolean made = new AtomicBoolean();
        var unused = client().follow(details -> {
            if (!made.get()) {
                console.progress("Savepoint is being made; job is " + ProgressLine.of(details));
            }
        });
        try {
            String path = order.await(application.jobManager(), id);
            made.set(true);
            console.print(path);
        } finally {
            made.set(true);
        }
    }

    /** The same, and waits until the job has ended with it. */
    public void stop(SavepointOrder order, Console console) {
        savepoint(order, console);
        try {
            JobStatus status = client().follow(details -> onProgress(details, console))
                    .thenApply(RunningJob::requireFinished)
                    .exceptionallyCompose(RunningJob::statusOfApplication)
                    .get();
            console.say(described + " is " + status + ", stopped with its savepoint.");
            if (mode == DeploymentMode.PER_JOB) {
                application.awaitEnd();
            }
        } catch (ExecutionException e) {
            throw notStopped(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notStopped("Interrupted.", e);
        }
    }

    private void onProgress(JobDetails details, Console console) {
        console.progress(ProgressLine.of(details));
        if (details.overview().status() == JobStatus.RESTARTING || details.restarts() > before.restarts()) {
            throw new IllegalStateException("it failed, and goes on from the savepoint: "
                    + (details.failure() == null ? "" : details.failure().summary()));
        }
    }

    private static JobStatus requireFinished(JobDetails ended) {
        JobStatus status = ended.overview().status();
        if (status != JobStatus.FINISHED) {
            throw new IllegalStateException("it is " + status
                    + (ended.failure() == null ? "" : ": " + ended.failure().summary()));
        }
        return status;
    }

    /** With its last job an application may end before anybody could ask. */
    private static CompletableFuture<JobStatus> statusOfApplication(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ApplicationEndedException ended && ended.jobStatus() == JobStatus.FINISHED
                ? CompletableFuture.completedFuture(JobStatus.FINISHED)
                : CompletableFuture.failedFuture(cause);
    }

    private CommandException notStopped(String reason, Exception cause) {
        return new CommandException(
                ExitCode.JOB_FAILED, described + " has its savepoint, but did not end as it should: " + reason, cause);
    }

    private GatewayJobClient client() {
        return new GatewayJobClient(application.jobManager(), id);
    }
}
