package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said before anything runs: exit code 2, the name of what is wrong, and no stack trace. */
class SubmissionErrorsIT extends EndToEnd {
    private static final int NOT_SUBMITTED = 2;

    @Test
    void namesAMissingJar() throws Exception {
        assertRefused(weft.run("yarn-submit", "no-such-job.jar"), "no-such-job.jar");
    }

    @Test
    void namesAJarThatIsNone(@TempDir Path local) throws Exception {
        Path jar = Files.writeString(local.resolve("broken.jar"), "this is no zip file");
        assertRefused(weft.run("yarn-submit", jar.toString()), "broken.jar");
    }

    @Test
    void namesAClassThatIsNotInTheJar() throws Exception {
        assertRefused(submit("NoSuchJob", "--", "1"), "NoSuchJob");
    }

    @Test
    void namesAJarWithoutAMainClass() throws Exception {
        assertRefused(weft.run("yarn-submit", CLUSTER.jobs().toString()), "-c");
    }

    @Test
    void namesAClassWithoutMain() throws Exception {
        assertRefused(submit("Ticks"), "io.weft.testjobs.Ticks has no main");
    }

    @Test
    void saysThatTheClusterIsNotKnown() throws Exception {
        Outcome outcome = weft.withoutCluster()
                .run(
                        "yarn-submit",
                        "-c",
                        "io.weft.testjobs.CountByRest",
                        CLUSTER.jobs().toString());
        assertRefused(outcome, "HADOOP_CONF_DIR");
    }

    @Test
    void namesAResourceManagerThatDoesNotAnswer() throws Exception {
        Outcome outcome = submit(
                "CountByRest",
                "-D",
                "hadoop.yarn.resourcemanager.address=127.0.0.1:9",
                "-D",
                "hadoop.yarn.resourcemanager.connect.max-wait.ms=1000",
                "-D",
                "hadoop.ipc.client.connect.max.retries=0",
                "--",
                "10",
                "hdfs://" + folder);
        assertRefused(outcome, "ResourceManager");
    }

    @Test
    void saysThatMainRanNoJob() throws Exception {
        assertRefused(submit("Misbehaving", "nothing"), "returned without running a job");
    }

    @Test
    void saysWhereMainCalledExit() throws Exception {
        assertRefused(submit("Misbehaving", "exit-in-main"), "called System.exit (Misbehaving.java:");
    }

    @Test
    void namesAnUnknownQueue() throws Exception {
        assertRefused(submit("CountByRest", "-q", "fast-lane", "--", "10", "hdfs://" + folder), "fast-lane");
    }

    @Test
    void namesTheFiguresOfARequestThatNoNodeCanMeet() throws Exception {
        Outcome outcome =
                submit("CountByRest", "-D", "taskmanager.memory.process.size=64g", "--", "10", "hdfs://" + folder);
        assertRefused(outcome, "6144");
    }

    @Test
    void namesTheNearestOptionOfOneThatDoesNotExist() throws Exception {
        Outcome outcome = submit("CountByRest", "-D", "taskmanager.numberOfTaskSlot=2", "--", "10", "hdfs://" + folder);
        assertRefused(outcome, "taskmanager.numberOfTaskSlots");
    }

    @Test
    void namesAValueThatIsNotValid() throws Exception {
        Outcome outcome = submit("CountByRest", "-D", "heartbeat.interval=abc", "--", "10", "hdfs://" + folder);
        assertRefused(outcome, "'abc' of heartbeat.interval");
        assertRefused(submit("CountByRest", "-p", "-3", "--", "10", "hdfs://" + folder), "'-3' of parallelism.default");
    }

    @Test
    void tellsWhatMainThrew() throws Exception {
        Outcome outcome = submit("Misbehaving", "throw-in-main");
        assertThat(outcome.exitCode()).isEqualTo(NOT_SUBMITTED);
        assertThat(outcome.err()).contains("main is not in the mood");
        assertThat(hadoop.livingApplications()).isEmpty();
    }

    private void assertRefused(Outcome outcome, String name) throws IOException {
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isEqualTo(NOT_SUBMITTED);
        assertThat(outcome.err()).contains(name).doesNotContain("\tat ");
        assertThat(outcome.err().lines().count()).isLessThan(25);
        assertThat(hadoop.filesBelow(folder)).isEmpty();
    }
}
