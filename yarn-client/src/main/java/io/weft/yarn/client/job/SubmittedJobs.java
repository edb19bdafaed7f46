package io.weft.yarn.client.job;

import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionResult;
import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.client.GatewayJobClient;
import io.weft.model.graph.JobGraph;
import io.weft.yarn.client.application.JobHost;
import io.weft.yarn.client.terminal.Console;
import io.weft.yarn.client.terminal.ExitCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The jobs that a program has submitted, each followed to its end unless the user asked not to wait. */
public final class SubmittedJobs {

    private final boolean attached;
    private final Console console;
    private final List<FollowedJob> followed = new CopyOnWriteArrayList<>();
    private int submitted;

    public SubmittedJobs(boolean attached, Console console) {
        this.attached = attached;
        this.console = console;
    }

    /** Takes up a job that its application knows, or will know when it has started. */
    public JobClient add(JobHost host, JobGraph graph) {
        submitted++;
        console.say("Job '" + graph.name() + "' (" + graph.jobId() + ") was submitted to " + host.id() + ".");
        if (!attached) {
            return new DetachedJobClient(new GatewayJobClient(host.jobManager(), graph.jobId()));
        }
        FollowedJob job = new FollowedJob(host, graph.jobId(), graph.name(), console);
        followed.add(job);
        return job;
    }

    public boolean isEmpty() {
        return submitted == 0;
    }

    /** Waits for all jobs, and says how they ended: the worst of them counts. */
    public ExitCode awaitAll() {
        ExitCode worst = ExitCode.OK;
        for (FollowedJob job : followed) {
            ExitCode code = exitCode(job.awaitEnd());
            job.host().awaitEnd();
            worst = code.number() == ExitCode.JOB_FAILED.number() || worst == ExitCode.OK ? code : worst;
        }
        return worst;
    }

    private static ExitCode exitCode(JobStatus status) {
        if (status == JobStatus.FINISHED) {
            return ExitCode.OK;
        }
        return status == JobStatus.CANCELED ? ExitCode.JOB_CANCELED : ExitCode.JOB_FAILED;
    }

    /** Ends everything that has not ended. */
    public void killAll() {
        followed.forEach(FollowedJob::kill);
    }

    /** A program that is not to wait for its jobs gets its "result" at once. */
    private record DetachedJobClient(JobClient delegate) implements JobClient {
        @Override
        public JobID getJobID() {
            return delegate.getJobID();
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return delegate.getJobStatus();
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return delegate.cancel();
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return CompletableFuture.completedFuture(new JobExecutionResult(getJobID(), 0));
        }
    }
}
