package io.weft.endtoend;

import io.weft.minicluster.ClusterSpec;
import io.weft.minicluster.ContainerProcess;
import io.weft.minicluster.MiniHadoop;
import io.weft.minicluster.Patience;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how long a job on a mini-cluster stands still when one of its TaskManagers is killed, and where the time goes. Prints one line
 * of JSON for each kill: milliseconds from the kill until something happened, as the logs and the job's own marks say. What
 * {@code scripts/recovery-time} runs.
 */
public final class RecoveryMeasurement {

    // EndToEnd is a test, and JUnit is not there.
    private static final Pattern SUBMITTED = Pattern.compile("application_");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long SETTLING_MS = 6_000;
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final Pattern LOG_LINE = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) (.*)");

    /** What logs say in which phase, in the order of things; the last one that is found counts. */
    private static final Map<String, Pattern> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put("connectionLost", Pattern.compile("The connection to container_\\S+ is lost"));
        PHASES.put("deathKnown", Pattern.compile("Container \\S+ was killed \\(SIGKILL"));
        PHASES.put("granted", Pattern.compile("\\S+ is being started\\."));
        PHASES.put("startAccepted", Pattern.compile("Started container"));
        PHASES.put("jvmUp", Pattern.compile("TaskManager \\S+ starts"));
        PHASES.put("registered", Pattern.compile("\\S+ has registered"));
        PHASES.put("deployed", Pattern.compile("Deploying"));
        PHASES.put("tasksRunning", Pattern.compile("is RUNNING"));
    }

    private final Options options;
    private final MiniHadoop cluster;
    private final Path scratch;
    private final Path marks;

    private RecoveryMeasurement(Options options, MiniHadoop cluster, Path scratch) throws IOException {
        this.options = options;
        this.cluster = cluster;
        this.scratch = scratch;
        this.marks = Files.createDirectories(scratch.resolve("marks"));
    }

    /** @param spare whether a TaskManager with a free slot stands by */
    private record Options(int rounds, boolean spare, int stateMb, int parallelism, List<String> settings) {
        static Options parse(String[] args) {
            int rounds = 5;
            boolean spare = false;
            int stateMb = 10;
            int parallelism = 2;
            List<String> settings = new ArrayList<>();
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--rounds" -> rounds = Integer.parseInt(args[++i]);
                    case "--spare" -> spare = true;
                    case "--state-mb" -> stateMb = Integer.parseInt(args[++i]);
                    case "--parallelism" -> parallelism = Integer.parseInt(args[++i]);
                    case "-D" -> settings.addAll(List.of("-D", args[++i]));
                    default -> throw new IllegalArgumentException("There is no option " + args[i]);
                }
            }
            return new Options(rounds, spare, stateMb, parallelism, settings);
        }
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        Path scratch = Files.createTempDirectory("weft-recovery-time-");
        try (MiniHadoop cluster = MiniHadoop.start(
                ClusterSpec.in(scratch.resolve("cluster")).endingWithStarter(), Project.hadoopClassPath())) {
            new RecoveryMeasurement(options, cluster, scratch).run();
        } finally {
            Trees.delete(scratch);
        }
    }

    private void run() throws Exception {
        Distribution weft = Distribution.unpack(scratch, cluster.confDir());
        int keys = 20_000;
        List<String> line = new ArrayList<>(List.of("-p", Integer.toString(options.parallelism)));
        settings().forEach((key, value) -> line.addAll(List.of("-D", key + "=" + value)));
        line.addAll(options.settings);
        line.addAll(List.of(
                "-c", "io.weft.testjobs.StampedCounts", JobJar.in(scratch).toString()));
        line.addAll(List.of(marks.toString(), "20000", Integer.toString(keys)));
        line.add(Integer.toString((int) (options.stateMb * 1024L * 1024L / keys)));
        try (RunningCommand job = weft.start("yarn-submit", line.toArray(String[]::new))) {
            job.awaitOutput(SUBMITTED, PATIENCE);
            awaitMarks(0);
            for (int round = 0; round < options.rounds; round++) {
                settle();
                measure(round);
            }
            job.interrupt();
            job.await(PATIENCE);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("taskmanager.numberOfTaskSlots", "1");
        settings.put("taskmanager.memory.process.size", "768m");
        settings.put("execution.checkpointing.interval", "1 s");
        settings.put("execution.checkpointing.dir", "hdfs:///tmp/recovery-time");
        settings.put("slotmanager.redundant-taskmanager-num", options.spare ? "1" : "0");
        return settings;
    }

    /** Kills a TaskManager that has tasks, and waits until all sinks have got records again. */
    private void measure(int round) throws IOException {
        List<ContainerProcess> running = taskManagers().stream()
                .filter(taskManager -> hasHadTasks(taskManager.container()))
                .toList();
        ContainerProcess victim = running.get(round % running.size());
        long killedMs = System.currentTimeMillis();
        victim.kill();
        long flowingMs = awaitMarks(killedMs) - killedMs;
        Map<String, Long> phases = new LinkedHashMap<>();
        PHASES.forEach((name, line) -> lastAfter(killedMs, line).ifPresent(ms -> phases.put(name, ms - killedMs)));
        phases.put("recordsFlow", flowingMs);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String json = phases.entrySet().stream()
                .map(phase -> "\"" + phase.getKey() + "\":" + phase.getValue())
                .collect(Collectors.joining(","));
        System.out.println("{\"kill\":" + (round + 1) + ",\"spareSlot\":" + options.spare + ",\"stateMb\":"
                + options.stateMb + ",\"load\":" + load + ",\"ms\":{" + json + "}}");
    }

    /** A spare one has not, and with tasks that go back to their hosts one that has had some has some. */
    private boolean hasHadTasks(String container) {
        try (Stream<Path> files = Files.walk(cluster.directory().resolve("logs"))) {
            return files.filter(file -> file.endsWith(Path.of(container, "weft.log")))
                    .flatMap(RecoveryMeasurement::lines)
                    .anyMatch(line -> line.endsWith(" is RUNNING"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The latest of the first marks that every sink has made after that time. */
    private long awaitMarks(long afterMs) {
        Patience.until(
                "records at all sinks", PATIENCE, () -> firstMarks(afterMs).size() == options.parallelism);
        try {
            return firstMarks(afterMs).values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Long> firstMarks(long afterMs) throws IOException {
        Map<String, Long> first = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(marks)) {
            files.map(file -> file.getFileName().toString().split("-", 2))
                    .filter(mark -> Long.parseLong(mark[1]) > afterMs)
                    .forEach(mark -> first.merge(mark[0], Long.parseLong(mark[1]), Math::min));
        }
        return first;
    }

    /** Until the state has grown and checkpoints of it are complete. */
    private void settle() {
        long begunMs = System.currentTimeMillis();
        Patience.until("the job to have its state", PATIENCE, () -> System.currentTimeMillis() - begunMs > SETTLING_MS);
    }

    private List<ContainerProcess> taskManagers() {
        return cluster.containerProcesses().stream()
                .filter(ContainerProcess::isJava)
                .filter(process -> !process.container().endsWith("_000001"))
                .toList();
    }

    /** When a container wrote a line like that for the last time, if it did so after that time. */
    private OptionalLong lastAfter(long afterMs, Pattern pattern) {
        try (Stream<Path> files = Files.walk(cluster.directory().resolve("logs"))) {
            return files.filter(file -> file.getFileName().toString().equals("weft.log"))
                    .flatMapToLong(file -> times(file, pattern).stream().mapToLong(Long::longValue))
                    .filter(ms -> ms >= afterMs)
                    .max();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> times(Path log, Pattern pattern) {
        List<Long> times = new ArrayList<>();
        lines(log).forEach(line -> {
            Matcher matcher = LOG_LINE.matcher(line);
            if (matcher.matches() && pattern.matcher(matcher.group(2)).find()) {
                times.add(LocalDateTime.parse(matcher.group(1), LOG_TIME)
                        .atZone(ZoneId.systemDefault())
                        .toInstant()
                        .toEpochMilli());
            }
        });
        return times;
    }
}
