package io.weft.minicluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that a NodeManager started in a container, recognised by its working directory. Found in {@code /proc}, so
 * only on Linux; elsewhere there seem to be none.
 *
 * @param container YARN's container id
 * @param process the process; a container usually has two: a shell and what the shell runs
 * @param commandLine the arguments, separated by spaces
 */
public record ContainerProcess(String container, ProcessHandle process, String commandLine) {
    private static final Path PROC = Path.of("/proc");

    /** Whether this is a Java process, not the shell that YARN puts before it. */
    public boolean isJava() {
        String command = commandLine.split(" ", 2)[0];
        return command.equals("java") || command.endsWith("/java");
    }

    /** Ends the process as a crash would: no shutdown hook runs. */
    public void kill() {
        process.destroyForcibly();
    }

    /** All container processes that work below a directory. */
    static List<ContainerProcess> below(Path directory) {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.flatMap(entry -> read(entry, directory).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + PROC, e);
        }
    }

    private static Optional<ContainerProcess> read(Path entry, Path directory) {
        String pid = entry.getFileName().toString();
        if (!Character.isDigit(pid.charAt(0))) {
            return Optional.empty();
        }
        try {
            Path workingDirectory = Files.readSymbolicLink(entry.resolve("cwd"));
            if (!workingDirectory.startsWith(directory)) {
                return Optional.empty();
            }
            // The kernel marks a deleted working directory with a word after its name.
            String container = workingDirectory.getFileName().toString().split(" ", 2)[0];
            if (!container.startsWith("container_")) {
                return Optional.empty();
            }
            String commandLine = new String(Files.readAllBytes(entry.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).map(it -> new ContainerProcess(container, it, commandLine));
        } catch (IOException e) {
            return Optional.empty(); // it ended while we looked, or belongs to someone else
        }
    }
}
