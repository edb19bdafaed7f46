package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong in HDFS while a job makes checkpoints: the checkpoint fails and the user reads why, the job goes on without a restart, and
 * when HDFS is well again the next checkpoint succeeds. Each record counts once in the end.
 */
@Tag("chaos")
class HdfsFaultsIT extends EndToEnd {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RECORDS = 12_000;
    private static final int RECORDS_A_SECOND = 1_000;

    /** Breaks something, or mends it. */
    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    private String checkpoints;

    @Test
    void aDataNodeIsKilled() throws Exception {
        failsOneAndGoesOn(
                weft,
                () -> CLUSTER.hadoop().kill("dn1"),
                "could only be written to 0 of the 1 minReplication nodes",
                () -> CLUSTER.hadoop().start("dn1"));
    }

    @Test
    void theSpaceQuotaIsUsedUp() throws Exception {
        failsOneAndGoesOn(
                weft,
                () -> hadoop.limitSpace(checkpoints, 1),
                "The DiskSpace quota of " + folder + "-checkpoints is exceeded",
                () -> hadoop.clearLimits(checkpoints));
    }

    @Test
    void theNamespaceQuotaIsUsedUp() throws Exception {
        failsOneAndGoesOn(
                weft,
                () -> hadoop.limitNames(checkpoints, 1),
                "The NameSpace quota (directories and files) of directory " + folder + "-checkpoints is exceeded",
                () -> hadoop.clearLimits(checkpoints));
    }

    @Test
    void theDirectoryBecomesReadOnly() throws Exception {
        hadoop.makeHome("alice");
        try {
            failsOneAndGoesOn(
                    weft.as("alice"),
                    () -> hadoop.allow(checkpoints, "r-xr-xr-x"),
                    "Permission denied: user=alice, access=WRITE",
                    () -> hadoop.allow(checkpoints, "rwxr-xr-x"));
        } finally {
            hadoop.delete("/user/alice");
        }
    }

    /** The output is in HDFS too: what the sink does then takes as long as the pause, and does not fail. */
    @Test
    void theNameNodeStandsStillForTwentySeconds() throws Exception {
        String output = folder + "-output";
        try (RunningCommand job = start(weft, "hdfs://" + output)) {
            CheckpointWatch watch = new CheckpointWatch(hadoop, checkpoints, job);
            watch.awaitCompletedAfter(0);
            CLUSTER.hadoop().pause("nn");
            try {
                Patience.pause(Duration.ofSeconds(20));
            } finally {
                CLUSTER.hadoop().resume("nn");
            }
            long latest = watch.latest();
            watch.awaitCompletedAfter(latest);
            Outcome outcome = endOf(job);
            assertThat(outcome.err())
                    .containsPattern(
                            "Checkpoint \\d+ of job 'Ledger' failed, 1 in a row .* was not complete after 5000 ms");
        }
        Bookings.requireComplete(hadoop.linesBelow(output), RECORDS);
    }

    private void failsOneAndGoesOn(Distribution user, Act breaking, String cause, Act mending) throws Exception {
        // On the machine's own disk, which all containers share: HDFS has only the checkpoints.
        Path output = Files.createTempDirectory(CLUSTER.scratch(), "output");
        try (RunningCommand job = start(user, output.toUri().toString())) {
            CheckpointWatch watch = new CheckpointWatch(hadoop, checkpoints, job);
            watch.awaitCompletedAfter(0);
            breaking.run();
            try {
                job.awaitOutput(
                        Pattern.compile("WARNING: Checkpoint \\d+ of job 'Ledger' failed, .*" + Pattern.quote(cause)),
                        PATIENCE);
            } finally {
                mending.run();
            }
            watch.awaitCompletedAfter(watch.latest());
            endOf(job);
        }
        assertThat(hadoop.everythingBelow(checkpoints)).isEmpty();
        Bookings.requireComplete(linesBelow(output), RECORDS);
    }

    /** Starts a job that fails with its first failure, unless it is one of a checkpoint. */
    private RunningCommand start(Distribution user, String output) throws IOException {
        checkpoints = folder + "-checkpoints";
        return startSubmit(
                user,
                "Ledger",
                "-p",
                "2",
                "-D",
                "execution.checkpointing.dir=" + checkpoints,
                "-D",
                "execution.checkpointing.interval=500 ms",
                "-D",
                "execution.checkpointing.timeout=5 s",
                "-D",
                "execution.checkpointing.tolerable-failed-checkpoints=1000",
                "-D",
                "restart-strategy.type=none",
                "--",
                String.valueOf(RECORDS),
                String.valueOf(RECORDS_A_SECOND),
                "0",
                output);
    }

    private static Outcome endOf(RunningCommand job) throws IOException {
        Outcome outcome = job.await(PATIENCE);
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        return outcome;
    }

    private static List<String> linesBelow(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
