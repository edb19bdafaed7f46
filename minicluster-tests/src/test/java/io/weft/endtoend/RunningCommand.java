package io.weft.endtoend;

import io.weft.minicluster.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of ours while it runs, as a process with its output in files. Ends the process when closed. */
public final class RunningCommand implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    RunningCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @throws IllegalStateException if the command has ended, with what it printed */
    public void requireRunning() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The command ended too early; it printed\n" + printed());
        }
    }

    /** Waits until the command has ended. */
    public Outcome await(Duration timeout) throws IOException {
        Patience.until(() -> "the command to end; it printed\n" + printed(), timeout, () -> !process.isAlive());
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Waits until the command has printed something that matches, and returns the match's first group. */
    public String awaitOutput(Pattern pattern, Duration timeout) {
        Patience.until(() -> "'" + pattern + "' in what the command prints:\n" + printed(), timeout, () -> {
            boolean found = pattern.matcher(printed()).find();
            if (!found && !process.isAlive()) {
                throw new IllegalStateException(
                        "The command ended and has not printed '" + pattern + "':\n" + printed());
            }
            return found;
        });
        Matcher matcher = pattern.matcher(printed());
        return matcher.find() ? matcher.group(matcher.groupCount() == 0 ? 0 : 1) : "";
    }

    /** What Ctrl-C does. */
    public void interrupt() throws IOException {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while interrupting", e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String printed() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
