package io.weft.runtime.container;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.TaskManagerOptions;
import io.weft.api.fs.FileSystem;
import io.weft.hdfs.ContainerWorkspace;
import io.weft.hdfs.StagingDirectory;
import io.weft.model.Clock;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.message.SourceMail;
import io.weft.model.process.ProcessExit;
import io.weft.runtime.code.FetchedUserCode;
import io.weft.runtime.network.DataNetwork;
import io.weft.runtime.network.DataNetworkSettings;
import io.weft.runtime.taskmanager.TaskManager;
import io.weft.runtime.taskmanager.TaskManagerPorts;
import io.weft.runtime.taskmanager.TaskManagerSettings;
import io.weft.state.backend.StateBackends;
import io.weft.state.snapshot.LocalCopies;
import io.weft.transport.ApplicationSecret;
import io.weft.transport.Connection;
import io.weft.transport.ConnectionClosedException;
import io.weft.transport.ConnectionHandler;
import io.weft.transport.NetworkThreads;
import io.weft.transport.RpcClient;
import io.weft.transport.RpcServer;
import io.weft.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TaskManager's process. Exit code 0: it was told to end; 1: it failed; 2: it has lost its JobManager for good. */
public final class TaskManagerMain {

    private static final Logger LOG = LoggerFactory.getLogger(TaskManagerMain.class);
    private static final int FAILED = 1;
    private static final int ABANDONED = 2;

    private final Map<String, String> environment;
    private final Configuration settings;
    private final ApplicationSecret secret;
    private final NetworkThreads threads;
    private final TransportSettings transport = TransportSettings.defaults();

    private TaskManagerMain(Map<String, String> environment, Configuration settings, ApplicationSecret secret) {
        this.environment = environment;
        this.settings = settings;
        this.secret = secret;
        this.threads = new NetworkThreads("network", 2);
    }

    /** @param arguments the memory for network segments and that for state outside the heap, in MB */
    public static void main(String[] arguments) {
        try {
            Map<String, String> environment = System.getenv();
            Configuration settings = ContainerWorkspace.readSettings(Path.of(""));
            FileSystem.initialize(settings);
            ApplicationSecret secret = ApplicationSecret.of(ContainerWorkspace.readSecret(environment));
            new TaskManagerMain(environment, settings, secret)
                    .run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
            LOG.error("No JobManager could be found any more. Ending.");
            ProcessExit.SYSTEM.exit(ABANDONED);
        } catch (Throwable failure) {
            LOG.error("The TaskManager failed.", failure);
            ProcessExit.SYSTEM.exit(FAILED);
        }
    }

    private void run(int networkMb, int managedMb) throws Exception {
        String host = ContainerWorkspace.required(environment, "NM_HOST");
        TaskManagerId id = new TaskManagerId(ContainerWorkspace.required(environment, "CONTAINER_ID"));
        LOG.info("TaskManager {} starts on {}.", id, host);
        ListenAddresses addresses = ListenAddresses.of(settings, host);
        RpcClient client = new RpcClient(threads, secret, transport);
        DataNetworkSettings network = DataNetworkSettings.ofMemory(networkMb * 1024L * 1024L);
        CompletableFuture<TaskManager> self = new CompletableFuture<>();
        try (DataNetwork data = new DataNetwork(id.value(), threads, addresses.records(), secret, transport, network);
                RpcServer messages =
                        new RpcServer(threads, addresses.messages(), secret, transport, new Mailbox(self))) {
            TaskManagerLocation location = new TaskManagerLocation(
                    id, host, data.address().getPort(), messages.address().getPort());
            TaskManager taskManager =
                    new TaskManager(settings(location), ports(data, new PeerConnections(client), managedMb));
            self.complete(taskManager);
            taskManager.start();
            String staging = ContainerWorkspace.required(environment, ContainerWorkspace.STAGING);
            warmUp(staging);
            new LeaderSearch(client, taskManager, staging).run(firstLeader());
        }
    }

    /** Reads from the cluster's file system once: the first task to do so would wait until all that takes is loaded. */
    private static void warmUp(String staging) {
        Thread thread = new Thread(
                () -> {
                    try {
                        var unused = StagingDirectory.at(staging).findLeader();
                    } catch (IOException e) {
                        LOG.info("{} can't be read now. If it stays so, tasks will fail.", staging, e);
                    }
                },
                "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private TaskManagerSettings settings(TaskManagerLocation location) {
        return new TaskManagerSettings(
                location,
                settings.get(TaskManagerOptions.NUM_TASK_SLOTS),
                settings.get(TaskManagerOptions.TASK_CANCELLATION_INTERVAL).toMillis(),
                settings.get(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT).toMillis(),
                Path.of("state"));
    }

    private TaskManagerPorts ports(DataNetwork data, PeerConnections peers, int managedMb) {
        ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "control");
            thread.setDaemon(true);
            return thread;
        });
        // The container's own directory: YARN has put the jars there that came with the application, and removes it in
        // the end.
        FetchedUserCode userCode = new FetchedUserCode(Path.of(""));
        return new TaskManagerPorts(
                control,
                TaskManagerPorts.writerThreads(),
                new StateBackends(settings, managedMb * 1024L * 1024L),
                copies(),
                Clock.SYSTEM,
                data,
                peers,
                userCode,
                TaskManagerMain::end);
    }

    /**
     * Not in the container's own directory, which goes with it, but in the application's, which YARN removes when the application has ended.
     * On the same disk as the container's own if it can be chosen, so that files can be linked.
     */
    private LocalCopies copies() {
        if (!settings.get(CheckpointingOptions.LOCAL_BACKUP_ENABLED)) {
            return LocalCopies.NONE;
        }
        List<Path> ofApplication = directories(ContainerWorkspace.required(environment, "LOCAL_DIRS"));
        Path here = Path.of("").toAbsolutePath();
        String chosen = settings.get(CheckpointingOptions.LOCAL_RECOVERY_TASK_MANAGER_STATE_ROOT_DIRS, "");
        Stream<Path> roots = chosen.isBlank()
                ? ofApplication.stream().map(directory -> directory.resolve("weft-state"))
                : directories(chosen).stream()
                        .map(directory -> directory
                                .resolve("weft-state")
                                .resolve(ofApplication.get(0).getFileName()));
        return new LocalCopies(roots.sorted(Comparator.comparing(root -> !here.startsWith(root.getParent())))
                .toList());
    }

    private static List<Path> directories(String list) {
        return Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static void end(String reason, boolean failure) {
        LOG.info("Ending: {}", reason);
        ProcessExit.SYSTEM.exit(failure ? FAILED : 0);
    }

    private InetSocketAddress firstLeader() {
        String address = ContainerWorkspace.required(environment, ContainerWorkspace.JOB_MANAGER);
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** Takes messages of other TaskManagers. */
    private record Mailbox(CompletableFuture<TaskManager> taskManager) implements ConnectionHandler {
        @Override
        public void onMessage(Connection connection, Object message) {
            if (message instanceof SourceMail mail) {
                var unused = taskManager.thenAccept(self -> self.requestDelivery(mail.to(), mail.message()));
            } else {
                LOG.warn(
                        "{} sent a {}, which is not for a TaskManager. It is ignored.", connection, message.getClass());
            }
        }

        @Override
        public void onClosed(Connection connection, ConnectionClosedException cause) {}
    }
}
