package io.weft.yarn.client.session;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.hdfs.StagingDirectory;
import io.weft.model.client.GatewayJobClient;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.UserJar;
import io.weft.model.message.ClientRequest;
import io.weft.yarn.client.application.ApplicationEndedException;
import io.weft.yarn.client.application.JobHost;
import io.weft.yarn.client.application.RemoteJobManager;
import io.weft.yarn.client.application.RunningApplication;
import io.weft.yarn.client.submission.FileHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session, seen from a client that brings it jobs. A job comes and goes; the session stays. */
public final class Session implements JobHost, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final long CANCEL_TIMEOUT_MS = 5_000;

    private final RunningApplication application;

    Session(RunningApplication application) {
        this.application = application;
    }

    /**
     * Uploads the job's jar and hands the job over. When that fails nothing is left of it.
     *
     * @throws IOException with the reason if the session refuses the job, or is gone
     */
    void submit(JobGraph graph, Path jar) throws IOException, InterruptedException {
        try {
            ClientRequest request =
                    new ClientRequest.SubmitJob(graph.withUserJars(List.of(upload(graph.jobId(), jar))));
            jobManager()
                    .ask(request)
                    .thenAccept(GatewayJobClient::requireAccepted)
                    .get();
        } catch (ExecutionException e) {
            discard(graph.jobId());
            throw new IOException(e.getCause().getMessage(), e);
        } catch (IOException e) {
            discard(graph.jobId());
            throw e;
        }
    }

    private UserJar upload(JobID job, Path jar) throws IOException {
        String name = jar.getFileName().toString();
        FileStatus file = staging().uploadForJob(job, name, jar);
        return new UserJar(name, file.getPath().toUri().toString(), file.getLen(), FileHash.sha256(jar));
    }

    private void discard(JobID job) {
        try {
            staging().deleteJob(job);
        } catch (IOException e) {
            LOG.warn("What was uploaded for job {} is removed when the session ends.", job, e);
        }
    }

    private StagingDirectory staging() {
        return application.staging();
    }

    @Override
    public ApplicationId id() {
        return application.id();
    }

    @Override
    public RemoteJobManager jobManager() {
        return application.jobManager();
    }

    @Override
    public void end(JobID job) {
        CompletableFuture<Void> cancelled = new GatewayJobClient(jobManager(), job).cancel();
        try {
            cancelled.get(CANCEL_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Job {} could not be cancelled; it may still run in {}.", job, id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing else ends with a job of a session. */
    @Override
    public void awaitEnd() {}

    /** A session that ended well took along whatever still ran. */
    @Override
    public JobStatus statusOf(ApplicationEndedException ended) {
        return ended.jobStatus() == JobStatus.FAILED ? JobStatus.FAILED : JobStatus.CANCELED;
    }

    @Override
    public void close() {
        application.close();
    }
}
