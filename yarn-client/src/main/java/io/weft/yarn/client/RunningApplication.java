package io.weft.yarn.client;

import io.weft.hdfs.StagingDirectory;
import io.weft.transport.ApplicationSecret;
import java.io.IOException;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that was submitted, seen from a client. */
final class RunningApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningApplication.class);

    private static final long END_TIMEOUT_MS = 10_000;

    private final HadoopCluster cluster;
    private final ApplicationId id;
    private final StagingDirectory staging;
    private final RemoteJobManager jobManager;

    RunningApplication(HadoopCluster cluster, ApplicationId id, StagingDirectory staging, ApplicationSecret secret) {
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

    ApplicationId id() {
        return id;
    }

    RemoteJobManager jobManager() {
        return jobManager;
    }

    ApplicationReport report() throws IOException, YarnException {
        return cluster.yarn().getApplicationReport(id);
    }

    /** Ends the application, whatever it does, and removes what it left. */
    void kill() {
        try {
            cluster.yarn().killApplication(id, "Cancelled by the client that had submitted it.");
            staging.delete();
        } catch (IOException | YarnException e) {
            LOG.warn("Application {} could not be ended.", id, e);
        }
    }

    /** Waits until YARN knows how the application ended, for a while, and removes what it may have left. */
    void awaitEnd() {
        try {
            jobManager.awaitApplicationEnd(END_TIMEOUT_MS);
            staging.delete();
        } catch (IOException | YarnException e) {
            LOG.warn("What application {} left in {} is removed by the next submission.", id, staging.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        jobManager.close();
    }
}
