package io.weft.yarn.appmaster;

import io.weft.api.config.Configuration;
import io.weft.api.config.TaskManagerOptions;
import io.weft.api.config.YarnConfigOptions;
import io.weft.api.execution.JobID;
import io.weft.hdfs.ContainerWorkspace;
import io.weft.hdfs.HadoopSettings;
import io.weft.hdfs.StagingDirectory;
import io.weft.hdfs.WeftDirectory;
import io.weft.jobmanager.JobManager;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.FinalStatus;
import io.weft.jobmanager.shell.CheckpointFilesDriver;
import io.weft.jobmanager.shell.JobManagerDriver;
import io.weft.model.Clock;
import io.weft.model.Epoch;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.transport.ApplicationSecret;
import io.weft.transport.NetworkThreads;
import io.weft.transport.RpcClient;
import io.weft.transport.RpcServer;
import io.weft.transport.TransportSettings;
import io.weft.yarn.appmaster.ApplicationEffects.Outcome;
import io.weft.yarn.appmaster.launch.ContainerContexts;
import io.weft.yarn.appmaster.launch.TaskManagerSpec;
import io.weft.yarn.appmaster.program.DeploymentMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of an application: wires the JobManager to YARN, to its TaskManagers and to clients, and sees to it that everything ends in
 * order. The main thread waits for the end; the threads "jobmanager" and "yarn" work.
 */
final class ApplicationMaster implements YarnListener {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationMaster.class);
    private static final int STARTER_THREADS = 8;
    private static final long FILES_LINGER_MS = 10_000;

    private final ContainerEnvironment environment;
    private final Configuration settings;
    private final Credentials credentials;
    private final TaskManagerSpec taskManagers;
    private final Workload workload;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final ControlServer connections = new ControlServer(this::post, this::onConnectionLost);
    private final ExecutorService starters = Executors.newFixedThreadPool(STARTER_THREADS, Daemons.named("starter"));
    private final CheckpointFilesDriver checkpointFiles =
            new CheckpointFilesDriver(new FileCheckpointStorage(), this::post);
    private JobManagerDriver jobManager;
    private volatile ProcessCheck processCheck;

    ApplicationMaster(ContainerEnvironment environment, Configuration settings, Workload workload) throws IOException {
        this.environment = environment;
        this.settings = settings;
        this.workload = workload;
        this.credentials = UserGroupInformation.getCurrentUser().getCredentials();
        this.taskManagers = TaskManagerSpec.of(settings);
    }

    /** Serves until all is done, tells YARN, and leaves nothing behind. */
    void run() throws Exception {
        ApplicationSecret secret = ApplicationSecret.of(credentials.getSecretKey(ContainerWorkspace.SECRET));
        org.apache.hadoop.conf.Configuration hadoop = HadoopSettings.load();
        CompletableFuture<YarnConnection> connecting =
                CompletableFuture.supplyAsync(() -> YarnConnection.open(hadoop), starters);
        InetSocketAddress anyPort = new InetSocketAddress(environment.nodeHost(), 0);
        try (NetworkThreads threads = new NetworkThreads("network", 1);
                RpcServer server = new RpcServer(threads, anyPort, secret, TransportSettings.defaults(), connections);
                YarnConnection yarn = connecting.get()) {
            RpcClient client = new RpcClient(threads, secret, TransportSettings.defaults());
            Outcome ended = serve(yarn, client, server.address(), hadoop);
            LOG.info("The application ends: {} {}", ended.status(), ended.diagnostics());
            checkpointFiles.close(FILES_LINGER_MS);
            if (!ended.deposed()) {
                yarn.unregister(ended);
                staging(hadoop).delete();
            }
        }
    }

    private Outcome serve(
            YarnConnection yarn,
            RpcClient client,
            InetSocketAddress address,
            org.apache.hadoop.conf.Configuration hadoop)
            throws Exception {
        NodeManagers nodeManagers =
                new NodeManagers(yarn.nodeManagers(), starters, container -> taskManagerContext(address));
        YarnDriver yarnDriver = new YarnDriver(yarn.resourceManager(), nodeManagers, taskManagers::request, this);
        processCheck = new ProcessCheck(client, starters, yarnDriver::requestReplacement);
        Epoch epoch =
                new Epoch(environment.container().getApplicationAttemptId().getAttemptId());
        JobManager state = new JobManager(
                JobManagerSettingsReader.read(workload.mode(), settings, checkpointDirectory()),
                epoch,
                List.of(),
                Clock.SYSTEM.nowMs());
        ApplicationEffects effects = new ApplicationEffects(
                connections, yarnDriver, checkpointFiles, job -> removeFiles(job, hadoop), outcome::complete);
        jobManager = new JobManagerDriver(state, effects, Clock.SYSTEM, this::onBroken);
        // The job is known before YARN is asked for anything, so the first heartbeat asks for its containers already.
        workload.begin(connections, this::post);
        Daemons.start("jobmanager", jobManager, this::onBroken);
        RegisterApplicationMasterResponse registration = yarn.register(address);
        checkFits(registration.getMaximumResourceCapability());
        yarnDriver.recover(registration.getContainersFromPreviousAttempts());
        Thread yarnThread = Daemons.start("yarn", yarnDriver, this::onBroken);
        publishLeader(new StagingDirectory.Leader(epoch, address.getHostString(), address.getPort()), hadoop);
        Outcome ended = outcome.get();
        yarnDriver.requestStop();
        yarnThread.join();
        return ended;
    }

    private ContainerLaunchContext taskManagerContext(InetSocketAddress address) {
        Map<String, String> variables = new HashMap<>();
        variables.put(ContainerWorkspace.STAGING, environment.staging());
        variables.put(ContainerWorkspace.JOB_MANAGER, address.getHostString() + ":" + address.getPort());
        return ContainerContexts.context(
                environment.taskManagerFiles(),
                variables,
                taskManagers.command(),
                ContainerContexts.forTaskManagers(credentials));
    }

    /** A request that no node can meet would wait for ever; the client checks too, but nodes may have gone meanwhile. */
    private void checkFits(Resource largest) {
        Resource wanted = taskManagers.resource();
        if (wanted.getMemorySize() > largest.getMemorySize() || wanted.getVirtualCores() > largest.getVirtualCores()) {
            post(new Event.ResourcesUnavailable(
                    "A TaskManager needs " + wanted + ", but YARN grants at most " + largest + ". Lower "
                            + TaskManagerOptions.TOTAL_PROCESS_MEMORY.key() + " or "
                            + YarnConfigOptions.CONTAINER_VCORES.key() + ".",
                    true));
        }
    }

    private void publishLeader(StagingDirectory.Leader leader, org.apache.hadoop.conf.Configuration hadoop)
            throws IOException {
        staging(hadoop).publishLeader(leader);
    }

    /** Other jobs go on in a session, so what one has brought along goes with it. */
    private void removeFiles(JobID job, org.apache.hadoop.conf.Configuration hadoop) {
        if (workload.mode() == DeploymentMode.SESSION) {
            starters.execute(() -> {
                try {
                    staging(hadoop).deleteJob(job);
                } catch (IOException e) {
                    LOG.warn("What job {} brought along is removed when the session ends.", job, e);
                }
            });
        }
    }

    private String checkpointDirectory() {
        return WeftDirectory.checkpoints(new Path(environment.staging())).toString();
    }

    private StagingDirectory staging(org.apache.hadoop.conf.Configuration hadoop) throws IOException {
        Path path = new Path(environment.staging());
        return StagingDirectory.at(FileSystem.get(path.toUri(), hadoop), path);
    }

    private void onConnectionLost(TaskManagerLocation location) {
        ProcessCheck check = processCheck;
        if (check != null) {
            check.check(location);
        }
    }

    private void post(Event event) {
        jobManager.post(event);
    }

    /** A bug of ours, or the machine's end: the attempt must not linger half dead. */
    private void onBroken(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    @Override
    public void onRecovered(TaskManagerId taskManager) {
        LOG.info("{} was started by an earlier attempt.", taskManager);
    }

    @Override
    public void onStarting(TaskManagerId taskManager) {
        LOG.info("{} is being started.", taskManager);
    }

    @Override
    public void onGone(TaskManagerId taskManager, String why) {
        post(new Event.TaskManagerEnded(taskManager, why));
    }

    @Override
    public void onUnusable(String why, Throwable cause) {
        LOG.error("{}", why, cause);
        outcome.complete(new Outcome(FinalStatus.FAILED, why, true));
    }
}
