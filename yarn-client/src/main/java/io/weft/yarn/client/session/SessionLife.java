package io.weft.yarn.client.session;

import io.weft.model.client.GatewayJobClient;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.yarn.appmaster.program.ApplicationFiles;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.client.application.ApplicationEndedException;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.submission.ClusterSubmission;
import io.weft.yarn.client.submission.NewApplication;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.Console;
import io.weft.yarn.client.terminal.ExitCode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** A session from its start to its end, seen from {@code yarn-session}. */
public final class SessionLife implements AutoCloseable {

    private static final long REPORT_INTERVAL_MS = 200;

    private final RunningApplication application;

    public SessionLife(RunningApplication application) {
        this.application = application;
    }

    /** Returns when YARN has accepted the session. */
    public static SessionLife start(ClusterSubmission submission, String name) {
        NewApplication application = submission.begin();
        RunningApplication running;
        try {
            running = application.submit(DeploymentMode.SESSION, name, new ApplicationFiles());
        } catch (IOException | YarnException | RuntimeException e) {
            application.discard();
            throw new CommandException("The session could not be submitted: " + e.getMessage(), e);
        }
        submission.sweep();
        return new SessionLife(running);
    }

    public String id() {
        return application.id().toString();
    }

    /** Ends it, also if it is still to start. */
    public void end() {
        application.end();
    }

    /** Waits until the session takes jobs. */
    public ExitCode awaitReady(Console console) throws IOException, YarnException, InterruptedException {
        CompletableFuture<ClientResponse> answer = application.jobManager().ask(new ClientRequest.ListJobs());
        while (!answer.isDone()) {
            var unused = application
                    .jobManager()
                    .awaitApplicationEnd(REPORT_INTERVAL_MS, report -> progress(report, console));
        }
        try {
            answer.get();
            console.say("The session is ready. Bring it jobs with: yarn-submit --mode session JAR");
            return ExitCode.OK;
        } catch (ExecutionException e) {
            application.awaitEnd();
            throw new CommandException(
                    "The session could not start. " + e.getCause().getMessage(), e);
        }
    }

    private void progress(ApplicationReport report, Console console) {
        console.progress("Session " + id() + " is " + report.getYarnApplicationState());
    }

    /** Shows jobs as they come and go, until the session has ended. */
    public ExitCode follow(Console console) throws IOException, YarnException, InterruptedException {
        SessionWatch watch = new SessionWatch(console);
        while (true) {
            try {
                ClientResponse answer = application
                        .jobManager()
                        .ask(new ClientRequest.ListJobs())
                        .get();
                if (answer instanceof ClientResponse.Jobs jobs) {
                    watch.onJobs(jobs.jobs());
                }
                var unused = application.jobManager().awaitApplicationEnd(REPORT_INTERVAL_MS, report -> {});
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ApplicationEndedException ended) {
                    return describeEnd(ended.report(), console);
                }
                throw new CommandException(
                        "Session " + id() + " cannot be followed: "
                                + e.getCause().getMessage(),
                        e);
            }
        }
    }

    /** Asks the session to end, and waits until it has. */
    public ExitCode stop(Console console) throws IOException, YarnException, InterruptedException {
        if (application.report().getYarnApplicationState() == YarnApplicationState.RUNNING) {
            requestStop();
        } else {
            application.kill();
        }
        ApplicationReport report =
                application.jobManager().awaitApplicationEnd(Long.MAX_VALUE, state -> progress(state, console));
        application.awaitEnd();
        return describeEnd(report, console) == ExitCode.JOB_FAILED ? ExitCode.JOB_FAILED : ExitCode.OK;
    }

    private void requestStop() throws InterruptedException {
        try {
            application
                    .jobManager()
                    .ask(new ClientRequest.StopCluster())
                    .thenAccept(GatewayJobClient::requireAccepted)
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ApplicationEndedException)) {
                throw new CommandException(
                        "Session " + id() + " could not be asked to stop: "
                                + e.getCause().getMessage() + "\n'yarn application -kill " + id()
                                + "' ends it in any case.",
                        e);
            }
        }
    }

    private ExitCode describeEnd(ApplicationReport report, Console console) {
        String diagnostics =
                report.getDiagnostics() == null ? "" : report.getDiagnostics().strip();
        return switch (report.getFinalApplicationStatus()) {
            case SUCCEEDED -> {
                console.say("Session " + id() + " has ended. " + diagnostics);
                yield ExitCode.OK;
            }
            case KILLED -> {
                console.say("Session " + id() + " was killed. " + diagnostics);
                yield ExitCode.JOB_CANCELED;
            }
            case FAILED, ENDED, UNDEFINED -> {
                console.error("Session " + id() + " failed. " + diagnostics);
                yield ExitCode.JOB_FAILED;
            }
        };
    }

    @Override
    public void close() {
        application.close();
    }
}
