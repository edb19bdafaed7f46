package io.weft.yarn.client.submission;

import io.weft.api.config.Configuration;
import io.weft.api.config.YarnConfigOptions;
import io.weft.model.Clock;
import io.weft.yarn.appmaster.Daemons;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.conf.HAUtil;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * What a submission needs of the cluster, looked up while the user's main method still runs: an application id, and the engine in the
 * cache.
 */
public final class ClusterSubmission {

    private static final long FIRST_ANSWER_TIMEOUT_S = 20;

    private final HadoopCluster cluster;
    private final Configuration settings;
    private final ContainerSizes containers;
    private final Executor pool = Executors.newCachedThreadPool(Daemons.named("cluster"));
    private final CompletableFuture<Map<String, LocalResource>> engine;
    private CompletableFuture<YarnClientApplication> application;

    /**
     * Begins at once.
     *
     * @throws CommandException if the containers that the settings describe cannot be
     */
    public ClusterSubmission(HadoopCluster cluster, Configuration settings, Path engineJars) {
        this.cluster = cluster;
        this.settings = settings;
        this.containers = ContainerSizes.of(settings);
        this.application = askForId();
        this.engine = bounded(CompletableFuture.runAsync(this::reachFiles, pool), this::describeFiles)
                .thenApplyAsync(reached -> provideEngine(engineJars), pool);
    }

    private CompletableFuture<YarnClientApplication> askForId() {
        return bounded(
                CompletableFuture.supplyAsync(
                        () -> ClusterChecks.newApplication(
                                cluster.yarn(), settings.get(YarnConfigOptions.APPLICATION_QUEUE, ""), containers),
                        pool),
                this::describeResourceManager);
    }

    /** Hadoop's clients may be configured to try for a quarter of an hour, and a person is waiting. */
    private static <T> CompletableFuture<T> bounded(CompletableFuture<T> answer, Supplier<String> what) {
        return answer.orTimeout(FIRST_ANSWER_TIMEOUT_S, TimeUnit.SECONDS).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof TimeoutException
                    ? new CommandException(what.get() + " has not answered for " + FIRST_ANSWER_TIMEOUT_S
                            + " s. Check that it runs, and that HADOOP_CONF_DIR names the right cluster.")
                    : failure;
            return CompletableFuture.failedFuture(cause);
        });
    }

    private String describeResourceManager() {
        return "The YARN ResourceManager"
                + (HAUtil.isHAEnabled(cluster.configuration())
                        ? ""
                        : " at " + cluster.configuration().get(YarnConfiguration.RM_ADDRESS));
    }

    private String describeFiles() {
        return "The file system " + FileSystem.getDefaultUri(cluster.configuration());
    }

    private void reachFiles() {
        try {
            var unused = cluster.files().exists(cluster.directory().root());
        } catch (IOException e) {
            throw new CommandException(
                    describeFiles() + " cannot be reached: " + e.getMessage()
                            + "\nCheck that the NameNode runs, and that HADOOP_CONF_DIR names the right cluster.",
                    e);
        }
    }

    private Map<String, LocalResource> provideEngine(Path jars) {
        try {
            return Engine.provide(cluster.directory().cache(), jars, settings);
        } catch (IOException e) {
            throw new CommandException(
                    "The engine cannot be put into HDFS, in "
                            + cluster.directory().root() + ": " + e.getMessage()
                            + "\nCheck that the NameNode runs, that your home directory is there and yours, and its quota.",
                    e);
        }
    }

    /** An application with its own staging directory, the engine in it. */
    public NewApplication begin() {
        YarnClientApplication id = join(application == null ? askForId() : application);
        application = null; // a program that executes twice gets two applications
        Map<String, LocalResource> files = join(engine);
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
    public void sweep() {
        pool.execute(() -> StagingSweep.run(cluster, Clock.SYSTEM));
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            for (Throwable cause = e.getCause(); cause instanceof RuntimeException; cause = cause.getCause()) {
                if (cause instanceof CommandException understood) {
                    throw understood;
                }
            }
            throw e;
        }
    }
}
