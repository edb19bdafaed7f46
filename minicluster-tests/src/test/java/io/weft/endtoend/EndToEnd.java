package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.ContainerProcess;
import io.weft.minicluster.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What all end-to-end tests have: the cluster, our commands, a folder of their own in HDFS, and the check that nothing is left. */
abstract class EndToEnd {
    static final Pattern APPLICATION = Pattern.compile("application_\\d+_\\d+");
    static final String WEFT_DIRECTORY = "/user/" + System.getProperty("user.name") + "/.weft";
    static final Duration JOB = Duration.ofSeconds(90);
    static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final ClusterExtension CLUSTER = new ClusterExtension();

    HadoopClient hadoop;
    Distribution weft;
    String folder;

    @BeforeEach
    void open(TestInfo test) throws IOException {
        hadoop = CLUSTER.client();
        weft = CLUSTER.distribution();
        folder = "/tmp/" + getClass().getSimpleName() + "-"
                + test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (HadoopClient client = hadoop) {
            assertThat(client.livingApplications()).isEmpty();
            // An ApplicationMaster that nobody waits for removes its files when YARN knows that it has ended.
            Patience.until(
                    "only what is cached to be left",
                    SOON,
                    () -> client.filesBelow(WEFT_DIRECTORY).stream().allMatch(file -> file.contains("/.weft/cache/")));
        }
        Patience.until("the containers to end", SOON, () -> containers().isEmpty());
    }

    /** Runs yarn-submit with one of the test jobs to its end. Options come before "--", the job's arguments after it. */
    Outcome submit(String job, String... optionsAndArguments) throws IOException {
        return weft.run("yarn-submit", line(job, optionsAndArguments));
    }

    /** Starts yarn-submit with one of the test jobs. */
    RunningCommand startSubmit(String job, String... optionsAndArguments) throws IOException {
        return startSubmit(weft, job, optionsAndArguments);
    }

    /** The same for another user. */
    RunningCommand startSubmit(Distribution user, String job, String... optionsAndArguments) throws IOException {
        return user.start("yarn-submit", line(job, optionsAndArguments));
    }

    /** Waits until a job's folder in HDFS has as many lines as that. */
    void awaitLines(String path, int count) {
        Patience.until(
                count + " lines in " + path, JOB, () -> hadoop.linesBelow(path).size() >= count);
    }

    /** The Java processes in containers, the ApplicationMasters' among them. */
    List<ContainerProcess> containers() {
        return CLUSTER.hadoop().containerProcesses().stream()
                .filter(ContainerProcess::isJava)
                .toList();
    }

    /** The Java processes of ApplicationMasters: YARN gives them the first container of an attempt. */
    List<ContainerProcess> applicationMasters() {
        return containers().stream()
                .filter(it -> it.container().endsWith("_000001"))
                .toList();
    }

    /** The Java processes of TaskManagers. */
    List<ContainerProcess> taskManagers() {
        return containers().stream()
                .filter(it -> !it.container().endsWith("_000001"))
                .toList();
    }

    private static String[] line(String job, String... optionsAndArguments) throws IOException {
        List<String> given = Arrays.asList(optionsAndArguments);
        int border = given.indexOf("--");
        List<String> options = border < 0 ? List.of() : given.subList(0, border);
        List<String> line = new ArrayList<>(options);
        line.addAll(List.of("-c", "io.weft.testjobs." + job, CLUSTER.jobs().toString()));
        line.addAll(given.subList(border + 1, given.size()));
        return line.toArray(String[]::new);
    }
}
