package io.weft.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tarball that the build has made, unpacked as a user would, and its commands. */
public final class Distribution {
    private static final Duration COMMAND = Duration.ofMinutes(2);

    private final Path home;
    private final Path confDir;
    private final String javaOptions;
    private final String user;

    private Distribution(Path home, Path confDir, String javaOptions, String user) {
        this.home = home;
        this.confDir = confDir;
        this.javaOptions = javaOptions;
        this.user = user;
    }

    /** Unpacks the tarball below a folder, unless it lies there already. */
    static Distribution unpack(Path folder, Path confDir) throws IOException {
        Path target = folder.resolve("distribution");
        if (!Files.exists(target)) {
            Files.createDirectories(target);
            Path tarball = Project.only(Project.root().resolve("yarn-client/target"), "weft-", ".tar.gz");
            Outcome unpacked = start(List.of("tar", "-xzf", tarball.toString(), "-C", target.toString()), Map.of())
                    .await(COMMAND);
            if (unpacked.exitCode() != 0) {
                throw new IllegalStateException(tarball + " cannot be unpacked: " + unpacked.err());
            }
        }
        return new Distribution(Project.only(target, "weft", ""), confDir, "", System.getProperty("user.name"));
    }

    /** Runs a command of bin/ to its end. */
    public Outcome run(String command, String... arguments) throws IOException {
        try (RunningCommand running = start(command, arguments)) {
            return running.await(COMMAND);
        }
    }

    /** The same, for a user who has not said where the cluster is. */
    public Distribution withoutCluster() {
        return new Distribution(home, Path.of(""), javaOptions, user);
    }

    /** The same, for a user who gives an option to the JVM of the commands. */
    Distribution withJavaOption(String option) {
        return new Distribution(home, confDir, option, user);
    }

    /** The same for another user, whom a cluster without Kerberos takes at his word. */
    Distribution as(String other) {
        return new Distribution(home, confDir, javaOptions, other);
    }

    /** Starts a command of bin/. */
    public RunningCommand start(String command, String... arguments) throws IOException {
        // A build that runs in the background ignores Ctrl-C, and its children would inherit that.
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
        line.add(home.resolve("bin").resolve(command).toString());
        line.addAll(List.of(arguments));
        return start(
                line,
                Map.of(
                        "HADOOP_CONF_DIR",
                        confDir.toString(),
                        "XDG_CACHE_HOME",
                        cache().toString(),
                        "WEFT_JAVA_OPTS",
                        javaOptions,
                        "HADOOP_USER_NAME",
                        user));
    }

    /** Where the commands keep what makes the next one start faster. */
    Path cache() {
        return home.resolveSibling("cache");
    }

    /** The jar with the examples. */
    public Path examples() throws IOException {
        return Project.only(home.resolve("examples"), "weft-examples", ".jar");
    }

    private static RunningCommand start(List<String> line, Map<String, String> environment) throws IOException {
        Path out = Files.createTempFile("weft-command-", ".out");
        Path err = Files.createTempFile("weft-command-", ".err");
        out.toFile().deleteOnExit();
        err.toFile().deleteOnExit();
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new RunningCommand(process, out, err);
    }
}
