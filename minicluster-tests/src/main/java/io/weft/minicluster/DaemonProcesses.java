package io.weft.minicluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Starts and ends the daemons' processes, and finds them again through their pid files. */
final class DaemonProcesses {
    private static final Duration END = Duration.ofSeconds(20);
    /** Quick to start and small, which matters more here than speed. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Djava.net.preferIPv4Stack=true",
            // Hadoop before 3.5 reaches into the JDK.
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private final ClusterLayout layout;
    private final ClusterState state;

    DaemonProcesses(ClusterLayout layout, ClusterState state) {
        this.layout = layout;
        this.state = state;
    }

    /** The daemon's process, if it runs. */
    Optional<ProcessId> find(Daemon daemon) {
        try {
            if (!Files.exists(layout.pid(daemon))) {
                return Optional.empty();
            }
            ProcessId process =
                    ProcessId.parse(Files.readString(layout.pid(daemon)).strip());
            return process.find().map(it -> process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the pid file of " + daemon.name(), e);
        }
    }

    void start(Daemon daemon) throws IOException {
        Files.createDirectories(layout.output(daemon).getParent());
        Files.createDirectories(layout.temporary(daemon));
        ProcessBuilder builder = new ProcessBuilder(command(daemon));
        builder.directory(layout.home(daemon).toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HADOOP_CONF_DIR", layout.conf(daemon).toString());
        // Else they would take whatever Hadoop this machine has.
        environment.keySet().removeAll(List.of("HADOOP_HOME", "HADOOP_COMMON_HOME", "CLASSPATH", "JAVA_TOOL_OPTIONS"));
        Path output = layout.output(daemon);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        Files.writeString(layout.pid(daemon), ProcessId.of(process.toHandle()).print());
    }

    /** As a crash would: no shutdown hook runs. Returns when the process is gone. */
    void kill(Daemon daemon) {
        find(daemon).flatMap(ProcessId::find).ifPresent(process -> {
            process.destroyForcibly();
            awaitEnd(process);
        });
    }

    /** Sends a signal, by its name without SIG, to a daemon that runs. */
    void signal(Daemon daemon, String signal) throws IOException {
        ProcessId process = find(daemon).orElseThrow(() -> new IllegalStateException(daemon.name() + " does not run"));
        try {
            int exitCode = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IOException("kill -" + signal + " " + process.pid() + " ended with " + exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + daemon.name() + " is signalled", e);
        }
    }

    /** Ends all daemons and the containers that they started. Nothing of it is worth an orderly end. */
    void killAll() {
        List<CompletableFuture<ProcessHandle>> ends = new ArrayList<>();
        for (Daemon daemon : state.daemons()) {
            find(daemon).flatMap(ProcessId::find).ifPresent(process -> {
                process.destroyForcibly();
                ends.add(process.onExit());
            });
        }
        ends.forEach(CompletableFuture::join);
        Patience.until("the containers below " + layout.directory() + " to end", END, () -> {
            List<ContainerProcess> containers = ContainerProcess.below(layout.directory());
            containers.forEach(ContainerProcess::kill);
            return containers.isEmpty();
        });
    }

    private List<String> command(Daemon daemon) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        if (daemon.kind() == DaemonKind.NAME_NODE
                && !Files.exists(layout.data(daemon).resolve("name/current/VERSION"))) {
            command.add(DaemonMain.formatOption());
        }
        command.add("-Djava.io.tmpdir=" + layout.temporary(daemon));
        command.add("-cp");
        command.add(String.join(
                System.getProperty("path.separator"),
                layout.conf(daemon).toString(),
                ownClasses().toString(),
                state.hadoopClassPath()));
        command.add(DaemonMain.class.getName());
        command.add(state.lease().print());
        command.add(layout.directory().toString());
        command.add(daemon.kind().mainClass);
        return command;
    }

    private static Path ownClasses() {
        try {
            return Path.of(DaemonMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot find the mini-cluster's own classes", e);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        Patience.until("process " + process.pid() + " to end", END, () -> !process.isAlive());
    }
}
