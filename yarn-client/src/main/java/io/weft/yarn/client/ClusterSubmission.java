package io.weft.yarn.client;

import io.weft.api.config.Configuration;
import io.weft.model.Clock;
import io.weft.yarn.appmaster.Daemons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;

/**
 * What a submission needs of the cluster, looked up while the user's main method still runs: an application id, and the engine in the
 * cache.
 */
final class ClusterSubmission {

    private final HadoopCluster cluster;
    private final Configuration settings;
    private final Executor pool = Executors.newCachedThreadPool(Daemons.named("cluster"));
    private final CompletableFuture<LocalResource> engine;
    private CompletableFuture<YarnClientApplication> application;

    /** Begins at once. */
    ClusterSubmission(HadoopCluster cluster, Configuration settings, Path engineJars) {
        this.cluster = cluster;
        this.settings = settings;
        this.application = CompletableFuture.supplyAsync(this::newId, pool);
        this.engine = CompletableFuture.supplyAsync(() -> provideEngine(engineJars), pool);
    }

    private YarnClientApplication newId() {
        return ClusterChecks.newApplication(cluster.yarn(), settings);
    }

    private LocalResource provideEngine(Path jars) {
        try {
            return Engine.provide(cluster.directory().cache(), jars);
        } catch (IOException e) {
            throw new CommandException(
                    "The engine cannot be put into HDFS, in "
                            + cluster.directory().root() + ": " + e.getMessage()
                            + "\nCheck that the NameNode runs, that your home directory is there and yours, and its quota.",
                    e);
        }
    }

    /** An application with its own staging directory, the engine in it. */
    NewApplication begin() {
        YarnClientApplication id =
                join(application == null ? CompletableFuture.supplyAsync(this::newId, pool) : application);
        application = null; // a program that executes twice gets two applications
        LocalResource files = join(engine);
        try {
            NewApplication begun = new NewApplication(cluster, id, settings);
            begun.addEngine(files);
            return begun;
        } catch (IOException e) {
            throw new CommandException(
                    "The staging directory cannot be made in "
                            + cluster.directory().root() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Removes what ended applications left, meanwhile. */
    void sweep() {
        pool.execute(() -> StagingSweep.run(cluster, Clock.SYSTEM));
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CommandException understood) {
                throw understood;
            }
            throw e;
        }
    }
}
