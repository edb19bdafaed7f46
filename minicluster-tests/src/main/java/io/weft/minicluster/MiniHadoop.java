package io.weft.minicluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HDFS and a YARN on this machine: every daemon is a process of its own, listens on the loopback interface alone, and
 * can be killed and started again at the same ports with its state. All files lie in one directory.
 *
 * <p>Not for use by several threads at once.
 */
public final class MiniHadoop implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final ClusterLayout layout;
    private final ClusterState state;
    private final DaemonProcesses processes;
    private final DaemonWeb web;

    private MiniHadoop(ClusterLayout layout, ClusterState state) {
        this.layout = layout;
        this.state = state;
        this.processes = new DaemonProcesses(layout, state);
        this.web = new DaemonWeb(state);
    }

    /**
     * Starts a cluster and waits until it is ready for jobs. If the directory already holds a cluster, those of its
     * daemons that do not run are started, with the ports and the data they had.
     *
     * @param hadoopClassPath what the module hadoop-daemons resolves
     * @throws IllegalStateException if a daemon does not start; the message has the end of its log
     */
    public static MiniHadoop start(ClusterSpec spec, String hadoopClassPath) throws IOException {
        ClusterLayout layout = new ClusterLayout(spec.directory());
        Lease lease = new Lease(
                spec.endsWithStarter() ? Optional.of(ProcessId.of(ProcessHandle.current())) : Optional.empty(),
                Patience.now().plus(spec.maxLife()));
        ClusterState state;
        if (Files.exists(layout.state())) {
            state = ClusterState.read(layout.state()).withLease(lease);
            requireSameSize(spec, state);
        } else {
            requireEmpty(layout.directory());
            Files.createDirectories(layout.directory());
            Ports ports = new Ports(new SecureRandom());
            state = new ClusterState(lease, hadoopClassPath, ClusterState.newDaemons(spec.size(), ports));
            new SiteFiles(spec, layout, state.daemons()).write();
        }
        state.write(layout.state());
        Files.writeString(layout.environment(), "export HADOOP_CONF_DIR='" + layout.clientConf() + "'\n");
        MiniHadoop cluster = new MiniHadoop(layout, state);
        try {
            cluster.startAll();
        } catch (IOException | RuntimeException e) {
            cluster.processes.killAll();
            throw e;
        }
        return cluster;
    }

    /** The cluster that lies in a directory, running or not. */
    public static Optional<MiniHadoop> find(Path directory) throws IOException {
        ClusterLayout layout = new ClusterLayout(directory.toAbsolutePath().normalize());
        return Files.exists(layout.state())
                ? Optional.of(new MiniHadoop(layout, ClusterState.read(layout.state())))
                : Optional.empty();
    }

    /** What clients name in HADOOP_CONF_DIR. */
    public Path confDir() {
        return layout.clientConf();
    }

    /** Where all files of the cluster lie. */
    public Path directory() {
        return layout.directory();
    }

    /** The names of all daemons: nn, dn1, ..., rm, nm1, nm2, ... */
    public List<String> daemonNames() {
        return state.daemons().stream().map(Daemon::name).toList();
    }

    /** Whether a daemon's process lives. */
    public boolean isRunning(String name) {
        return processes.find(daemon(name)).isPresent();
    }

    /** The address of a daemon's web pages, without a slash at the end. */
    public String webAddress(String name) {
        return daemon(name).webAddress();
    }

    /** The host of a daemon, as YARN and HDFS name it. */
    public String host(String name) {
        return daemon(name).host();
    }

    /** The processes in all containers that live on this cluster's nodes. */
    public List<ContainerProcess> containerProcesses() {
        return ContainerProcess.below(layout.directory());
    }

    /** Kills a daemon as a crash would. A NodeManager's containers live on. Does nothing if it does not run. */
    public void kill(String name) {
        processes.kill(daemon(name));
    }

    /** Makes a daemon stand still, as one does that swaps or collects garbage: it lives, listens, and does not answer. */
    public void pause(String name) throws IOException {
        processes.signal(daemon(name), "STOP");
    }

    /** Lets a daemon that was paused go on. */
    public void resume(String name) throws IOException {
        processes.signal(daemon(name), "CONT");
    }

    /**
     * Starts a daemon that does not run, and waits until it does its work again; a NameNode whose DataNodes are down, until it waits for
     * them.
     */
    public void start(String name) throws IOException {
        Daemon daemon = daemon(name);
        if (processes.find(daemon).isEmpty()) {
            processes.start(daemon);
        }
        awaitReady(List.of(daemon));
    }

    /** Ends all daemons and containers, and leaves the files. */
    public void stop() {
        processes.killAll();
    }

    /** Ends all daemons and containers, and removes the directory. */
    @Override
    public void close() throws IOException {
        stop();
        Files.deleteIfExists(layout.state());
        try (Stream<Path> files = Files.walk(layout.directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A table of the daemons for people. */
    public String status() {
        return state.daemons().stream().map(this::statusLine).collect(Collectors.joining());
    }

    private String statusLine(Daemon daemon) {
        Optional<ProcessId> process = processes.find(daemon);
        String ports = daemon.kind().portNames().stream()
                .map(port -> port + " " + daemon.address(port))
                .collect(Collectors.joining(", "));
        return "%-5s %-8s %7s %7s  %s%n"
                .formatted(
                        daemon.name(),
                        process.isPresent() ? "running" : "down",
                        process.map(it -> Long.toString(it.pid())).orElse("-"),
                        process.flatMap(ProcessId::residentMb)
                                .map(it -> it + " MB")
                                .orElse("-"),
                        ports);
    }

    private void startAll() throws IOException {
        for (Daemon daemon : state.daemons()) {
            if (processes.find(daemon).isEmpty()) {
                processes.start(daemon);
            }
        }
        awaitReady(state.daemons());
        try {
            web.makeDirectory("/tmp", "1777");
            web.makeDirectory("/user/" + System.getProperty("user.name"), "755");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the cluster starts", e);
        }
    }

    private void awaitReady(List<Daemon> daemons) {
        for (Daemon daemon : daemons) {
            Patience.until(() -> daemon.name() + " to be ready" + lastLines(daemon), START, () -> {
                requireAlive(daemon);
                return web.isReady(daemon) || waitsForDataNodes(daemon);
            });
        }
    }

    private boolean waitsForDataNodes(Daemon daemon) throws IOException, InterruptedException {
        return daemon.kind() == DaemonKind.NAME_NODE
                && state.daemons().stream()
                        .anyMatch(it -> it.kind() == DaemonKind.DATA_NODE
                                && processes.find(it).isEmpty())
                && web.isInSafeMode(daemon);
    }

    private void requireAlive(Daemon daemon) {
        if (processes.find(daemon).isEmpty()) {
            throw new IllegalStateException(daemon.name() + " ended while it was starting" + lastLines(daemon));
        }
    }

    private String lastLines(Daemon daemon) {
        return tail(layout.output(daemon)) + tail(layout.log(daemon));
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
            return "\n" + file + ":\n  " + last;
        } catch (IOException e) {
            return "\n" + file + " cannot be read: " + e.getMessage();
        }
    }

    private Daemon daemon(String name) {
        return state.daemons().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no daemon '" + name
                        + "' in this cluster; it has " + String.join(", ", daemonNames())));
    }

    private static void requireSameSize(ClusterSpec spec, ClusterState state) {
        long nodeManagers = count(state, DaemonKind.NODE_MANAGER);
        long dataNodes = count(state, DaemonKind.DATA_NODE);
        if (nodeManagers != spec.size().nodeManagers()
                || dataNodes != spec.size().dataNodes()) {
            throw new IllegalStateException("The cluster in " + spec.directory() + " has " + nodeManagers
                    + " NodeManagers and " + dataNodes + " DataNodes, not "
                    + spec.size().nodeManagers() + " and "
                    + spec.size().dataNodes() + "; stop it first, or name another directory");
        }
    }

    private static long count(ClusterState state, DaemonKind kind) {
        return state.daemons().stream().filter(it -> it.kind() == kind).count();
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new IllegalStateException(
                        directory + " is not empty and holds no mini-cluster; name another directory");
            }
        }
    }
}
