package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Test;

/** Each mode takes a job to its result. */
class ModesIT extends EndToEnd {

    @Test
    void aJobAloneComesBackWithItsResult() throws Exception {
        Outcome outcome = submit("CountByRest", "--", "1000", "hdfs://" + folder + "/sums");
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        assertThat(hadoop.linesBelow(folder)).hasSize(1000).containsAll(finalSums(1000));
    }

    @Test
    void aJobWiderThanOneContainerSpreadsOverSeveral() throws Exception {
        Outcome outcome = submit(
                "CountByRest",
                "-p",
                "3",
                "-D",
                "taskmanager.numberOfTaskSlots=1",
                "--",
                "3000",
                "hdfs://" + folder + "/sums");
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        assertThat(hadoop.linesBelow(folder)).hasSize(3000).containsAll(finalSums(3000));
    }

    @Test
    void anApplicationRunsMainInYarnWithAllItsJobs() throws Exception {
        Outcome outcome = submit("TwoJobs", "--mode", "application", "--", "hdfs://" + folder);
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        assertThat(hadoop.linesBelow(folder + "/second")).containsExactlyInAnyOrder("1!", "2!", "3!");
    }

    @Test
    void aDetachedSubmissionReturnsWhileTheJobRuns() throws Exception {
        Outcome outcome = submit("CountByRest", "--detached", "--", "100", "hdfs://" + folder + "/sums");
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        Patience.until(
                "the application to end", JOB, () -> hadoop.livingApplications().isEmpty());
        assertThat(hadoop.linesBelow(folder)).hasSize(100);
    }

    @Test
    void commandsAfterTheFirstStartFromItsClasses() throws Exception {
        assertThat(submit("CountByRest", "--", "10", "hdfs://" + folder + "/sums")
                        .exitCode())
                .isZero();
        Patience.until("the archive of classes", JOB, this::isArchiveMade);
        // With this option the JVM ends when it cannot use the archive.
        Outcome listed = weft.withJavaOption("-Xshare:on").run("yarn-session", "list");
        assertThat(listed.exitCode()).describedAs(listed.printed()).isZero();
    }

    private boolean isArchiveMade() throws IOException {
        try (Stream<Path> files = Files.list(weft.cache().resolve("weft"))) {
            return files.map(Path::toString)
                    .filter(file -> !file.contains(".classes"))
                    .anyMatch(file -> file.endsWith(".jsa"));
        }
    }

    @Test
    void yarnSaysHowAJobEnded() throws Exception {
        assertThat(submit("CountByRest", "--name", "told", "--", "10", "hdfs://" + folder + "/sums")
                        .exitCode())
                .isZero();
        ApplicationReport report = hadoop.applications().stream()
                .filter(it -> it.getName().equals("told"))
                .findFirst()
                .orElseThrow();
        assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    }

    @Test
    void aSessionRunsJobsSideBySideUntilItIsStopped() throws Exception {
        Outcome started = weft.run("yarn-session", "start", "--name", "shared");
        assertThat(started.exitCode()).describedAs(started.printed()).isZero();
        try (RunningCommand slow =
                startSubmit("Slow", "--mode", "session", "--", "400", "hdfs://" + folder + "/slow")) {
            Outcome quick = submit("CountByRest", "--mode", "session", "--", "100", "hdfs://" + folder + "/quick");
            assertThat(quick.exitCode()).describedAs(quick.printed()).isZero();
            assertThat(hadoop.linesBelow(folder + "/quick")).hasSize(100);
            Outcome ended = slow.await(JOB);
            assertThat(ended.exitCode()).describedAs(ended.printed()).isZero();
            assertThat(hadoop.linesBelow(folder + "/slow")).hasSize(400);
        } finally {
            Outcome stopped = weft.run("yarn-session", "stop");
            assertThat(stopped.exitCode()).describedAs(stopped.printed()).isZero();
        }
    }

    /** Each rest's last sum: the whole of its numbers. */
    private static List<String> finalSums(long count) {
        return LongStream.range(0, 10)
                .mapToObj(rest -> Long.toString(LongStream.rangeClosed(1, count)
                        .filter(number -> number % 10 == rest)
                        .sum()))
                .toList();
    }
}
