package io.weft.yarn.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.yarn.client.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as far as they get without a cluster. */
class WeftMainTest {

    private static final int NOT_SUBMITTED = 2;

    @TempDir
    private Path home;

    private final StringWriter printed = new StringWriter();
    private final StringWriter complained = new StringWriter();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"yarn-submit -V", "yarn-session --version", "weft -V", "weft list -V", "weft state ls -V"})
    void printsItsVersionAndHadoops(String command) {
        assertThat(run(command)).isZero();
        assertThat(printed.toString())
                .containsPattern("(?m)^Weft \\d+\\.\\d+\\S*$")
                .containsPattern("(?m)^Built with Hadoop " + VersionInfo.getVersion() + "$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yarn-submit",
                "yarn-session start",
                "yarn-session attach",
                "weft list",
                "weft cancel",
                "weft savepoint",
                "weft stop",
                "weft logs",
                "weft state ls",
                "weft state show"
            })
    void helpHasExamples(String command) {
        assertThat(run(command + " --help")).isZero();
        assertThat(printed.toString()).contains("Usage: " + command, "Examples:", "  " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yarn-submit",
                "yarn-submit --no-such-option x.jar",
                "weft",
                "weft logs",
                "weft state ls",
                "weft stop",
                "yarn-session"
            })
    void wrongUsageIsExplained(String command) {
        assertThat(run(command)).isEqualTo(NOT_SUBMITTED);
        assertThat(complained.toString()).contains("Usage: ");
    }

    @Test
    void namesTheModesThatThereAre() {
        assertThat(run("yarn-submit --mode cluster x.jar")).isEqualTo(NOT_SUBMITTED);
        assertThat(complained.toString()).contains("'cluster'", "per-job, application or session");
    }

    @Test
    void namesTheOptionThatIsNearestToAnUnknownOne() {
        assertThat(run("yarn-submit -D paralelism.default=4 x.jar")).isEqualTo(NOT_SUBMITTED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("ERROR: ")
                .contains("'parallelism.default'")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yarn-submit -p 0 x.jar",
                "yarn-session start -D parallelism.default=0",
                "weft list -D parallelism.default=0"
            })
    void aValueThatIsNotValidEndsEveryCommand(String command) {
        assertThat(run(command)).isEqualTo(NOT_SUBMITTED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("ERROR: On the command line: ")
                .contains("'0' of parallelism.default");
    }

    @Test
    void saysHowTheClusterBecomesKnown() {
        assertThat(run("weft list")).isEqualTo(NOT_SUBMITTED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("HADOOP_CONF_DIR is not set", "/etc/hadoop/conf");
    }

    @Test
    void namesAJarThatIsNotThere() {
        assertThat(run("yarn-submit no-such.jar")).isEqualTo(NOT_SUBMITTED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no-such.jar").doesNotContain("\tat ");
    }

    private int run(String command) {
        String[] words = command.split(" ", -1);
        Console console = new Console(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        CommandLine tool = WeftMain.tool(words[0], new ClientEnvironment(home, null, console))
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(complained));
        return tool.execute(Arrays.copyOfRange(words, 1, words.length));
    }
}
