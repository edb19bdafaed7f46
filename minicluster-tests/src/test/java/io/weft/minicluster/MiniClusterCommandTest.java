package io.weft.minicluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniClusterCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void saysThatThereIsNoCluster() throws Exception {
        run("status", "--dir", folder.resolve("none").toString());
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("There is no mini-cluster in");
    }

    @Test
    void saysHowToGetAClusterWhenADaemonOfNoneIsToBeKilled() {
        assertThatThrownBy(() -> run("kill", "nm1", "--dir", folder.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'mini-cluster start' makes one");
    }

    @Test
    void refusesAFolderWithOtherFiles() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> run("start", "--dir", folder.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not empty");
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    @Test
    void namesTheOptionWithABadNumber() {
        assertThatThrownBy(() -> run("start", "--nodemanagers", "many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--nodemanagers needs a number, not 'many'");
    }

    @Test
    void tellsAProcessFromALaterOneWithTheSamePid() {
        ProcessId self = ProcessId.of(ProcessHandle.current());
        assertThat(ProcessId.parse(self.print()).find()).isPresent();
        assertThat(new ProcessId(self.pid(), self.startedAt().minusSeconds(60)).find())
                .isEmpty();
    }

    private void run(String... args) throws Exception {
        new MiniClusterCommand(new PrintStream(printed, true, StandardCharsets.UTF_8), "none").run(args);
    }
}
