package io.weft.yarn.client.inspection;

import io.weft.api.execution.JobID;
import io.weft.model.client.GatewayJobClient;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.model.message.ClientResponse.JobOverview;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.client.application.ApplicationEndedException;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.application.RemoteJobManager;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.job.ProgressLine;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.Console;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What an id on the command line means: an application, or one job of one. */
public final class Target implements AutoCloseable {

    private final ApplicationReport report;
    private final RunningApplication application;
    private final JobID job;

    /** @param job null: the whole application */
    private Target(ApplicationReport report, RunningApplication application, JobID job) {
        this.report = report;
        this.application = application;
        this.job = job;
    }

    /** @throws CommandException if there is none that runs, or the id is neither */
    public static Target find(HadoopCluster cluster, String id) {
        if (id.startsWith("application_")) {
            ApplicationReport report = Applications.report(cluster, id);
            if (RemoteJobManager.hasEnded(report)) {
                throw new CommandException(new ApplicationEndedException(report).getMessage());
            }
            return new Target(report, Applications.open(cluster, report.getApplicationId()), null);
        }
        return findJob(cluster, jobId(id));
    }

    private static JobID jobId(String id) {
        try {
            return JobID.fromHexString(id);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "'" + id + "' is the id of neither a job nor an application. 'weft list' shows both.", e);
        }
    }

    private static Target findJob(HadoopCluster cluster, JobID job) {
        for (ApplicationReport report : Applications.living(cluster)) {
            if (report.getYarnApplicationState() == YarnApplicationState.RUNNING) {
                Target candidate = new Target(report, Applications.open(cluster, report.getApplicationId()), job);
                if (candidate.overviews().anyMatch(overview -> overview.id().equals(job))) {
                    return candidate;
                }
                candidate.close();
            }
        }
        throw new CommandException("No application of yours that runs has a job " + job
                + ". 'weft list' shows those that do; with an application that was not a session its job is gone too.");
    }

    private Stream<JobOverview> overviews() {
        ClientResponse answer = await(application.jobManager().ask(new ClientRequest.ListJobs()));
        return answer instanceof ClientResponse.Jobs jobs ? jobs.jobs().stream() : Stream.of();
    }

    private Stream<JobID> jobs() {
        return job != null ? Stream.of(job) : overviews().map(JobOverview::id);
    }

    /** How the job is, or all jobs of the application are. */
    public JobReport report() {
        boolean running = report.getYarnApplicationState() == YarnApplicationState.RUNNING;
        List<JobDetails> jobs = running ? jobs().map(this::details).toList() : List.of();
        return new JobReport(
                application.id().toString(),
                Applications.mode(report).label(),
                report.getName(),
                report.getQueue(),
                report.getYarnApplicationState().toString(),
                report.getTrackingUrl(),
                jobs.stream().map(JobReport.Job::of).toList());
    }

    private JobDetails details(JobID id) {
        ClientResponse answer = await(application.jobManager().ask(new ClientRequest.GetJob(id, 0, 0)));
        if (answer instanceof ClientResponse.Job found) {
            return found.details();
        }
        throw new CommandException("Job " + id + " cannot be shown: " + answer);
    }

    /** Cancels it, and waits until it has ended. */
    public void cancel(Console console) {
        if (job != null) {
            cancelJob(console);
            return;
        }
        if (Applications.mode(report) == DeploymentMode.SESSION) {
            throw new CommandException("Application " + application.id() + " is a session. 'yarn-session stop "
                    + application.id() + "' ends it; to cancel one of its jobs, give the job's id.");
        }
        if (report.getYarnApplicationState() == YarnApplicationState.RUNNING) {
            accepted(new ClientRequest.StopCluster());
        } else {
            application.kill();
        }
        awaitApplicationEnd(console);
    }

    private void cancelJob(Console console) {
        accepted(new ClientRequest.CancelJob(job));
        GatewayJobClient client = new GatewayJobClient(application.jobManager(), job);
        JobDetails ended = await(client.follow(details -> console.progress(ProgressLine.of(details))));
        console.say("Job '" + ended.overview().name() + "' (" + job + ") is "
                + ended.overview().status() + ".");
        if (Applications.mode(report) == DeploymentMode.PER_JOB) {
            application.awaitEnd();
        }
    }

    /** The job, or the only job of the application that runs. */
    public RunningJob runningJob() {
        if (report.getYarnApplicationState() != YarnApplicationState.RUNNING) {
            throw new CommandException("Application " + application.id() + " has no job yet: it is "
                    + report.getYarnApplicationState() + ".");
        }
        List<JobOverview> all = overviews()
                .filter(overview -> job == null || overview.id().equals(job))
                .toList();
        List<JobOverview> running = all.stream()
                .filter(overview -> !overview.status().isTerminalState())
                .toList();
        if (running.size() == 1) {
            return new RunningJob(
                    application,
                    Applications.mode(report),
                    details(running.get(0).id()));
        }
        String what = job == null ? "Application " + application.id() : "Job " + job;
        if (running.isEmpty()) {
            throw new CommandException(
                    job == null
                            ? what + " has no job that runs."
                            : what + " has already ended: it is " + all.get(0).status() + ".");
        }
        throw new CommandException(what + " has " + running.size() + " jobs that run. Name one of them:\n"
                + running.stream()
                        .map(overview -> "  " + overview.id() + "  " + overview.name())
                        .collect(Collectors.joining("\n")));
    }

    private void awaitApplicationEnd(Console console) {
        try {
            ApplicationReport ended = application
                    .jobManager()
                    .awaitApplicationEnd(
                            Long.MAX_VALUE,
                            state -> console.progress(
                                    "Application " + application.id() + " is " + state.getYarnApplicationState()));
            application.awaitEnd();
            console.say(new ApplicationEndedException(ended).getMessage());
        } catch (IOException | YarnException e) {
            throw new CommandException("Whether the application has ended is not known: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accepted(ClientRequest request) {
        ClientResponse answer = await(application.jobManager().ask(request));
        if (answer instanceof ClientResponse.Refused refused) {
            throw new CommandException(refused.reason());
        }
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new CommandException(
                    "The JobManager of " + application.id() + " cannot be asked: "
                            + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
