package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.ContainerProcess;
import io.weft.minicluster.Patience;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Test;

/** What goes wrong while a job runs ends with the right exit code and one clear message, or does not disturb the job at all. */
class FailuresIT extends EndToEnd {
    private static final int JOB_FAILED = 1;
    private static final int JOB_CANCELED = 3;
    private static final int INTERRUPTED = 130;

    @Test
    void showsTheStackTraceOfTheUsersException() throws Exception {
        Outcome outcome = submit("Misbehaving", "--name", "thrower", "--", "throw");
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isEqualTo(JOB_FAILED);
        assertThat(outcome.err()).contains("fifty is too much").contains("io.weft.testjobs.Misbehaving.misbehave");
        ApplicationReport report = report("thrower");
        assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.FAILED);
        assertThat(report.getDiagnostics()).contains("fifty is too much");
    }

    @Test
    void failsTheJobWhoseCodeCallsExit() throws Exception {
        Outcome outcome = submit("Misbehaving", "--", "exit");
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isEqualTo(JOB_FAILED);
        assertThat(outcome.err()).contains("System.exit");
    }

    @Test
    void namesAnInputThatDoesNotExist() throws Exception {
        Outcome outcome = submit("CopyText", "--", "hdfs:///no/such/input", "hdfs://" + folder + "/copy");
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isIn(JOB_FAILED, 2);
        assertThat(outcome.err()).contains("/no/such/input");
        assertThat(hadoop.filesBelow(folder)).isEmpty();
    }

    @Test
    void cancelsARunningJob() throws Exception {
        try (RunningCommand slow = startSubmit("Slow", "--", "100000", "hdfs://" + folder)) {
            String application = slow.awaitOutput(APPLICATION, JOB);
            Patience.until("a TaskManager", JOB, () -> !taskManagers().isEmpty());
            Outcome canceled = weft.run("weft", "cancel", application);
            assertThat(canceled.exitCode()).describedAs(canceled.printed()).isZero();
            assertThat(slow.await(JOB).exitCode()).isEqualTo(JOB_CANCELED);
        }
    }

    @Test
    void leavesNothingBehindAfterAnInterrupt() throws Exception {
        try (RunningCommand slow = startSubmit("Slow", "--", "100000", "hdfs://" + folder)) {
            slow.awaitOutput(APPLICATION, JOB);
            slow.interrupt();
            Outcome outcome = slow.await(JOB);
            assertThat(outcome.exitCode()).describedAs(outcome.printed()).isEqualTo(INTERRUPTED);
            assertThat(outcome.err()).contains("Interrupted").doesNotContain("\tat ");
        }
        Patience.until(
                "the application to end", JOB, () -> hadoop.livingApplications().isEmpty());
    }

    @Test
    void saysThatSomebodyKilledTheApplication() throws Exception {
        try (RunningCommand slow = startSubmit("Slow", "--", "100000", "hdfs://" + folder)) {
            String application = slow.awaitOutput(APPLICATION, JOB);
            Patience.until("a TaskManager", JOB, () -> !taskManagers().isEmpty());
            hadoop.kill(application);
            Outcome outcome = slow.await(JOB);
            assertThat(outcome.exitCode()).describedAs(outcome.printed()).isEqualTo(JOB_CANCELED);
            assertThat(outcome.err()).containsOnlyOnce("was killed by user");
        }
    }

    @Test
    void saysWhyTheApplicationMasterCannotStart() throws Exception {
        Outcome outcome = submit(
                "CountByRest", "-D", "env.java.opts.jobmanager=-XX:+NoSuchThing", "--", "10", "hdfs://" + folder);
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isEqualTo(JOB_FAILED);
        assertThat(outcome.err()).containsOnlyOnce("Unrecognized VM option 'NoSuchThing'");
    }

    @Test
    void theNextSubmissionRemovesWhatAnEndedApplicationLeft() throws Exception {
        Outcome detached = submit("Slow", "--detached", "--", "100000", "hdfs://" + folder);
        assertThat(detached.exitCode()).describedAs(detached.printed()).isZero();
        Patience.until("a TaskManager", JOB, () -> !taskManagers().isEmpty());
        applicationMasters().forEach(ContainerProcess::kill);
        Patience.until(
                "the application to end", JOB, () -> hadoop.livingApplications().isEmpty());
        assertThat(hadoop.filesBelow(WEFT_DIRECTORY + "/staging")).isNotEmpty();
        Outcome next = submit("CountByRest", "--", "10", "hdfs://" + folder + "/next");
        assertThat(next.exitCode()).describedAs(next.printed()).isZero();
        // That nothing is left is checked after every test.
    }

    @Test
    void goesOnWhenATaskManagerIsKilled() throws Exception {
        try (RunningCommand slow = startSubmit(
                "Slow",
                "-p",
                "2",
                "-D",
                "taskmanager.numberOfTaskSlots=1",
                "-D",
                "restart-strategy.type=fixed-delay",
                "-D",
                "restart-strategy.fixed-delay.attempts=3",
                "-D",
                "restart-strategy.fixed-delay.delay=100 ms",
                "--",
                "300",
                "hdfs://" + folder)) {
            Patience.until("two TaskManagers", JOB, () -> taskManagers().size() == 2);
            taskManagers().get(0).kill();
            Outcome outcome = slow.await(JOB);
            assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        }
        assertThat(hadoop.linesBelow(folder)).hasSize(300);
    }

    @Test
    void saysThatTheApplicationMasterDiedOnItsLastAttempt() throws Exception {
        try (RunningCommand slow = startSubmit("Slow", "--", "100000", "hdfs://" + folder)) {
            Patience.until("a TaskManager", JOB, () -> !taskManagers().isEmpty());
            applicationMasters().forEach(ContainerProcess::kill);
            Outcome outcome = slow.await(JOB);
            assertThat(outcome.exitCode()).describedAs(outcome.printed()).isEqualTo(JOB_FAILED);
            assertThat(outcome.err()).contains("ApplicationMaster was killed (SIGKILL");
        }
    }

    private ApplicationReport report(String name) throws Exception {
        return hadoop.applications().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
