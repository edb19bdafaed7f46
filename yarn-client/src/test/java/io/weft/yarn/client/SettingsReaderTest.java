package io.weft.yarn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.config.TaskManagerOptions;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    private Path file;

    @BeforeEach
    void nameTheFile(@TempDir Path directory) {
        file = directory.resolve("weft.yaml");
    }

    @Test
    void aFileThatIsNotThereSaysNothing() {
        assertThat(SettingsReader.read(file, Map.of()).toMap()).isEmpty();
    }

    @Test
    void readsKeysThatAreFlatNestedAndMixed() throws Exception {
        write("""
                parallelism.default: 4
                taskmanager:
                  memory.process.size: 2 gb
                  numberOfTaskSlots: 3
                """);
        Configuration settings = SettingsReader.read(file, Map.of());
        assertThat(settings.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(4);
        assertThat(settings.get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(3);
        assertThat(settings.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getGibiBytes())
                .isEqualTo(2);
    }

    @Test
    void theCommandLineWinsOverTheFile() throws Exception {
        write("parallelism.default: 4");
        Configuration settings = SettingsReader.read(file, Map.of("parallelism.default", "5"));
        assertThat(settings.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(5);
    }

    @Test
    void hadoopsOwnSettingsAreNotLookedInto() {
        Configuration settings = SettingsReader.read(file, Map.of("hadoop.dfs.replication", "as you like"));
        assertThat(settings.toMap()).containsEntry("hadoop.dfs.replication", "as you like");
    }

    @Test
    void namesTheFileWithAValueThatIsNotValid() throws Exception {
        write("heartbeat.interval: abc");
        assertThatThrownBy(() -> SettingsReader.read(file, Map.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("weft.yaml", "'abc'", "heartbeat.interval", "30 s");
    }

    @Test
    void saysThatAValueOnTheCommandLineIsNotValid() {
        assertThatThrownBy(() -> SettingsReader.read(file, Map.of("parallelism.default", "-3")))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("On the command line", "'-3'", "parallelism.default", "1 to 32768");
    }

    @Test
    void aHeartbeatTimeoutIsLongerThanTheInterval() throws Exception {
        write("heartbeat.interval: 60 s");
        assertThatThrownBy(() -> SettingsReader.read(file, Map.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("heartbeat.timeout", "'50 s'", "heartbeat.interval", "1 min");
    }

    @Test
    void namesAFileThatIsNoYaml() throws Exception {
        write("parallelism.default: [4");
        assertThatThrownBy(() -> SettingsReader.read(file, Map.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("weft.yaml");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }
}
