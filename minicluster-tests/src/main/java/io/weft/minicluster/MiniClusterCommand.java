package io.weft.minicluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code scripts/mini-cluster} does: one command against the cluster in one directory. */
final class MiniClusterCommand {
    private final PrintStream out;
    private final String hadoopClassPath;

    private Path directory =
            Path.of(System.getProperty("java.io.tmpdir"), "weft-mini-cluster-" + System.getProperty("user.name"));
    private ClusterSpec.Size size = ClusterSpec.Size.USUAL;
    private Duration maxLife = Duration.ofHours(8);
    private boolean keepsData;
    private final Map<String, String> properties = new HashMap<>();
    private final Deque<String> words = new ArrayDeque<>();

    MiniClusterCommand(PrintStream out, String hadoopClassPath) {
        this.out = out;
        this.hadoopClassPath = hadoopClassPath;
    }

    /**
     * Runs a command.
     *
     * @throws IllegalArgumentException if the arguments are wrong
     * @throws IllegalStateException if it cannot be done
     */
    void run(String... args) throws IOException {
        parse(new ArrayDeque<>(Arrays.asList(args)));
        String command = words.isEmpty() ? "nothing" : words.removeFirst();
        Optional<String> daemon = Optional.ofNullable(words.pollFirst());
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("I do not understand '" + words.getFirst() + "'");
        }
        switch (command) {
            case "start" -> {
                if (daemon.isPresent()) {
                    existing().start(daemon.get());
                    out.println(daemon.get() + " is running.");
                } else {
                    startAll();
                }
            }
            case "kill" -> {
                String name = daemon.orElseThrow(() -> new IllegalArgumentException("kill needs a daemon's name"));
                existing().kill(name);
                out.println(name + " is dead. 'mini-cluster start " + name + "' brings it back.");
            }
            case "stop" -> stop();
            case "status" -> status();
            default ->
                throw new IllegalArgumentException(
                        "I know start, stop, status, kill, hdfs and yarn, not '" + command + "'");
        }
    }

    private void parse(Deque<String> args) {
        while (!args.isEmpty()) {
            String arg = args.removeFirst();
            switch (arg) {
                case "--dir" -> directory = Path.of(value(arg, args));
                case "--nodemanagers" ->
                    size = new ClusterSpec.Size(
                            number(arg, args), size.dataNodes(), size.nodeMemoryMb(), size.nodeVcores());
                case "--datanodes" ->
                    size = new ClusterSpec.Size(
                            size.nodeManagers(), number(arg, args), size.nodeMemoryMb(), size.nodeVcores());
                case "--memory-mb" ->
                    size = new ClusterSpec.Size(
                            size.nodeManagers(), size.dataNodes(), number(arg, args), size.nodeVcores());
                case "--vcores" ->
                    size = new ClusterSpec.Size(
                            size.nodeManagers(), size.dataNodes(), size.nodeMemoryMb(), number(arg, args));
                case "--hours" -> maxLife = Duration.ofHours(number(arg, args));
                case "--keep-data" -> keepsData = true;
                case "-D" -> property(value(arg, args));
                default -> {
                    if (arg.startsWith("-")) {
                        throw new IllegalArgumentException("There is no option " + arg);
                    }
                    words.add(arg);
                }
            }
        }
    }

    private void startAll() throws IOException {
        Instant begin = Patience.now();
        ClusterSpec spec = new ClusterSpec(directory, size, false, maxLife, properties);
        MiniHadoop cluster = MiniHadoop.start(spec, hadoopClassPath);
        long seconds = Duration.between(begin, Patience.now()).toSeconds();
        out.print("HDFS and YARN are running (started in " + seconds + " s):\n" + cluster.status());
        out.println("HDFS   " + cluster.webAddress("nn"));
        out.println("YARN   " + cluster.webAddress("rm"));
        out.println("logs   " + cluster.directory().resolve("logs"));
        out.println("In your shell:");
        out.println("export HADOOP_CONF_DIR=" + cluster.confDir());
    }

    private void stop() throws IOException {
        Optional<MiniHadoop> cluster = MiniHadoop.find(directory);
        if (cluster.isEmpty()) {
            out.println("There is no mini-cluster in " + directory + ".");
        } else if (keepsData) {
            cluster.get().stop();
            out.println("Stopped. Its files stay in " + directory + "; 'mini-cluster start' goes on with them.");
        } else {
            cluster.get().close();
            out.println("Stopped, and removed " + directory + ".");
        }
    }

    private void status() throws IOException {
        Optional<MiniHadoop> cluster = MiniHadoop.find(directory);
        if (cluster.isEmpty()) {
            out.println("There is no mini-cluster in " + directory + ".");
        } else {
            out.print(cluster.get().status());
            out.println("export HADOOP_CONF_DIR=" + cluster.get().confDir());
        }
    }

    private MiniHadoop existing() throws IOException {
        return MiniHadoop.find(directory)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no mini-cluster in " + directory + "; 'mini-cluster start' makes one"));
    }

    private void property(String assignment) {
        String[] parts = assignment.split("=", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("-D needs key=value, not '" + assignment + "'");
        }
        properties.put(parts[0], parts[1]);
    }

    private static String value(String option, Deque<String> args) {
        if (args.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return args.removeFirst();
    }

    private static int number(String option, Deque<String> args) {
        String value = value(option, args);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not '" + value + "'", e);
        }
    }
}
