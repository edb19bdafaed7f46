package io.weft.yarn.appmaster.launch;

import io.weft.hdfs.ContainerWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line of a container's JVM. It starts in the container's directory, where the engine's jars lie in {@value ContainerWorkspace#ENGINE} and the
 * application's own files in {@value ContainerWorkspace#APPLICATION}.
 */
public record JavaCommand(MemoryBudget memory, List<String> extraOptions, String mainClass, List<String> arguments) {

    /** Where YARN puts the log directory's real path before it runs the command. */
    private static final String LOG_DIRECTORY = "<LOG_DIR>";

    public JavaCommand {
        extraOptions = List.copyOf(extraOptions);
        arguments = List.copyOf(arguments);
    }

    /** What YARN is to run, as one shell command. */
    public List<String> shell() {
        List<String> words = new ArrayList<>();
        words.add("exec {{JAVA_HOME}}/bin/java");
        words.addAll(memory.jvmOptions());
        words.add("-XX:+UseSerialGC");
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-Xshare:auto");
        words.add("-Djava.net.preferIPv4Stack=true");
        words.add("-Dyarn.app.container.log.dir=" + LOG_DIRECTORY);
        words.add("-Dlog4j2.configurationFile=container-log4j2.xml");
        words.addAll(extraOptions);
        words.add("-cp " + ContainerWorkspace.APPLICATION + ":" + ContainerWorkspace.ENGINE + "/'*':"
                + ContainerWorkspace.ROCKSDB + "/'*'");
        words.add(mainClass);
        words.addAll(arguments);
        words.add("1>" + LOG_DIRECTORY + "/stdout 2>" + LOG_DIRECTORY + "/stderr");
        return List.of(String.join(" ", words));
    }

    /** Environment variables that every container has. */
    public static Map<String, String> environment() {
        // glibc's allocator otherwise keeps an arena a thread, each up to 64 MB that nobody budgeted.
        return Map.of("MALLOC_ARENA_MAX", "2");
    }

    /** JVM options in the order given, split at blanks. */
    public static List<String> splitOptions(String... texts) {
        List<String> options = new ArrayList<>();
        for (String text : texts) {
            for (String option : text.strip().split("\\s+", -1)) {
                if (!option.isEmpty()) {
                    options.add(option);
                }
            }
        }
        return options;
    }
}
