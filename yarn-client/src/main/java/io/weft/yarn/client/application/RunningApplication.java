package io.weft.yarn.client.application;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.hdfs.StagingDirectory;
import io.weft.model.message.ClientRequest;
import io.weft.transport.ApplicationSecret;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.Console;
import io.weft.yarn.client.terminal.ExitCode;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that was submitted, seen from a client. */
public final class RunningApplication implements JobHost, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningApplication.class);

    private static final long END_TIMEOUT_MS = 10_000;

    private final HadoopCluster cluster;
    private final ApplicationId id;
    private final StagingDirectory staging;
    private final RemoteJobManager jobManager;

    public RunningApplication(
            HadoopCluster cluster, ApplicationId id, StagingDirectory staging, ApplicationSecret secret) {
        this.cluster = cluster;
        this.id = id;
        this.staging = staging;
        this.jobManager = new RemoteJobManager(cluster.yarn(), id, secret);
    }

    /** An application of this user that somebody submitted before; the secret lies in its staging directory. */
    static RunningApplication find(HadoopCluster cluster, ApplicationId id) throws IOException {
        StagingDirectory staging = cluster.directory().staging(id.toString());
        return new RunningApplication(cluster, id, staging, ApplicationSecret.of(staging.readSecret()));
    }

    @Override
    public ApplicationId id() {
        return id;
    }

    @Override
    public RemoteJobManager jobManager() {
        return jobManager;
    }

    public ApplicationReport report() throws IOException, YarnException {
        return cluster.yarn().getApplicationReport(id);
    }

    /** Shows what the application does until it has ended, and says how. */
    public ExitCode follow(Console console) {
        try {
            ApplicationReport ended = jobManager.awaitApplicationEnd(
                    Long.MAX_VALUE,
                    report -> console.progress("Application " + id + " is " + report.getYarnApplicationState()));
            staging.delete();
            return describe(ended, console);
        } catch (IOException | YarnException e) {
            throw new CommandException("Application " + id + " cannot be followed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.JOB_FAILED;
        }
    }

    private ExitCode describe(ApplicationReport ended, Console console) {
        JobStatus status = new ApplicationEndedException(ended).jobStatus();
        if (status == JobStatus.FINISHED) {
            console.say("Application " + id + " finished.");
            return ExitCode.OK;
        }
        console.error(new ApplicationEndedException(ended).getMessage());
        return status == JobStatus.CANCELED ? ExitCode.JOB_CANCELED : ExitCode.JOB_FAILED;
    }

    /** A per-job application has no other job. */
    @Override
    public void end(JobID job) {
        end();
    }

    /** Ends the application with its jobs, which remove their checkpoints; if that takes long, without. */
    public void end() {
        try {
            if (report().getYarnApplicationState() == YarnApplicationState.RUNNING) {
                jobManager.ask(new ClientRequest.StopCluster()).get(END_TIMEOUT_MS, TimeUnit.MILLISECONDS);
                var unused = jobManager.awaitApplicationEnd(END_TIMEOUT_MS, report -> {});
            }
        } catch (IOException | YarnException | ExecutionException | TimeoutException e) {
            LOG.warn("Application {} does not end when it is asked to, and is killed: {}", id, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Does nothing to one that has ended.
        kill();
    }

    @Override
    public JobStatus statusOf(ApplicationEndedException ended) {
        return ended.jobStatus();
    }

    public StagingDirectory staging() {
        return staging;
    }

    /** Ends the application at once, whatever it does, and removes what it left in its staging directory. */
    public void kill() {
        try {
            cluster.yarn().killApplication(id, "Cancelled by the client that had submitted it.");
            staging.delete();
        } catch (IOException | YarnException e) {
            LOG.warn(
                    "Application {} could not be ended: {}. End it with: yarn application -kill {}",
                    id,
                    e.getMessage(),
                    id);
        }
    }

    /** Waits until YARN knows how the application ended, for a while, and removes what it may have left. */
    @Override
    public void awaitEnd() {
        try {
            var unused = jobManager.awaitApplicationEnd(END_TIMEOUT_MS, report -> {});
            staging.delete();
        } catch (IOException | YarnException e) {
            if (!ShutdownHookManager.get().isShutdownInProgress()) {
                LOG.warn("What is left in {} is removed by the next submission: {}", staging.path(), e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        jobManager.close();
    }
}
