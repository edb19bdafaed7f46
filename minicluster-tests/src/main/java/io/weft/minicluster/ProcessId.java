package io.weft.minicluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be told from a later one with the same pid: the start time belongs to its name.
 *
 * @param pid the system's number
 * @param startedAt when it started, as the system tells it
 */
record ProcessId(long pid, Instant startedAt) {
    /** The system derives start times from the boot time, which moves a little when the clock is set. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    static ProcessId parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("A process is 'pid@start', not '" + text + "'");
        }
        return new ProcessId(Long.parseLong(text.substring(0, at)), Instant.parse(text.substring(at + 1)));
    }

    String print() {
        return pid + "@" + startedAt;
    }

    /** The running process, if it is still the one that was meant. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    /** Resident memory in MB, absent where the system does not tell. */
    Optional<Long> residentMb() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean startedThen(ProcessHandle process) {
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return Duration.between(startedAt, start).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    }
}
