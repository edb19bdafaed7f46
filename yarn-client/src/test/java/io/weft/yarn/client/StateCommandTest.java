package io.weft.yarn.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.api.config.ExecutionConfig;
import io.weft.api.execution.JobID;
import io.weft.api.fs.Path;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.MapStateDescriptor;
import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.format.StateKind;
import io.weft.state.format.StateSchema;
import io.weft.state.operator.OperatorStateBackend;
import io.weft.state.snapshot.CheckpointFile;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.state.snapshot.StateSource;
import io.weft.yarn.client.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft state} over a checkpoint in this machine's files, without any cluster. */
class StateCommandTest {

    @TempDir
    private java.nio.file.Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String checkpoint;

    @BeforeEach
    void store() throws Exception {
        checkpoint = directory.resolve("chk-7").toUri().toString();
        CheckpointFile file = new CheckpointFile(new Path(checkpoint + "/tm-1"), 0);
        SubtaskState subtask = new SubtaskState(false, keyed(file), rules(file), List.of());
        file.close();
        new FileCheckpointStorage()
                .store(new CheckpointMetadata(
                        new JobID(1, 2),
                        "Word count",
                        new CheckpointOrder(7, 1_000, CheckpointKind.CHECKPOINT, checkpoint),
                        List.of(new OperatorState(OperatorId.ofUid("count"), "Count", 1, null, List.of(subtask)))));
    }

    /** Two words with their counts, as any backend writes them. */
    private static KeyedSnapshot keyed(CheckpointFile file) throws IOException {
        KeyedSnapshotWriter writer = new KeyedSnapshotWriter(new KeyGroupRange(0, 0), file.begin());
        writer.beginState(0);
        for (String word : List.of("warp", "weft")) {
            var row = writer.newEntry();
            StringSerializer.INSTANCE.serialize(word, row);
            LongSerializer.INSTANCE.serialize((long) word.length(), row);
        }
        writer.endState();
        writer.endGroup();
        StateSchema schema = new StateSchema(
                "total", StateKind.VALUE, false, null, List.of(SerializerSnapshot.of(LongSerializer.INSTANCE)));
        return writer.finish(new KeyedHeader(SerializerSnapshot.of(StringSerializer.INSTANCE), List.of(schema)));
    }

    private static OperatorStateSnapshot rules(CheckpointFile file) throws Exception {
        OperatorStateBackend operator = new OperatorStateBackend(
                "Count",
                0,
                List.of(),
                StateSource.files(),
                new ExecutionConfig(),
                StateCommandTest.class.getClassLoader());
        operator.getBroadcastState(
                        new MapStateDescriptor<>("rules", StringSerializer.INSTANCE, LongSerializer.INSTANCE))
                .put("limit", 5L);
        return operator.snapshot().write(file);
    }

    private int run(String... arguments) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> words = new ArrayList<>(List.of("state"));
        words.addAll(Arrays.asList(arguments));
        return WeftMain.tool("weft", new ClientEnvironment(directory, null, console))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(words.toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsStatesWithTheirTypes() {
        assertThat(run("ls", checkpoint)).isZero();
        assertThat(printed())
                .contains("Checkpoint 7 of job 'Word count'", "1970-01-01T00:00:01Z", "keyed by String")
                .containsPattern("(?m)^[0-9a-f]{32}  Count  parallelism 1")
                .containsPattern("(?m)^  VALUE +total  Long$")
                .containsPattern("(?m)^  BROADCAST +rules  String -> Long +\\(1 items\\)$");
    }

    @Test
    void takesTheMetadataFileToo() {
        assertThat(run("ls", checkpoint + "/_metadata")).isZero();
        assertThat(printed()).contains("total");
    }

    @Test
    void countsKeysAndShowsWhatTheyHold() {
        assertThat(run("show", checkpoint)).isZero();
        assertThat(printed()).contains("2 keys", "    warp = 4", "    weft = 4", "    [\"limit\", 5]");
    }

    @Test
    void showsWhatIsKeptForOneKey() {
        assertThat(run("show", checkpoint, "--operator", "count", "--state", "total", "--key", "weft"))
                .isZero();
        assertThat(printed()).contains("    weft = 4").doesNotContain("warp", "rules");
    }

    @Test
    void saysThatNothingIsKeptForAKey() {
        assertThat(run("show", checkpoint, "--key", "loom")).isZero();
        assertThat(complained()).contains("Nothing is kept for the key loom");
    }

    @Test
    void printsOneJsonDocument() throws Exception {
        assertThat(run("show", checkpoint, "--json")).isZero();
        JsonNode document = new ObjectMapper().readTree(printed());
        assertThat(document.at("/jobName").asText()).isEqualTo("Word count");
        assertThat(document.at("/operators/0/keyedStates/0/keys").asInt()).isEqualTo(2);
        assertThat(document.at("/operators/0/keyedStates/0/shown/0/key").asText())
                .isEqualTo("warp");
        assertThat(document.at("/operators/0/keyedStates/0/shown/0/value").asInt())
                .isEqualTo(4);
    }

    @Test
    void namesWhatIsDamagedAndShowsTheRest() throws Exception {
        java.nio.file.Path file = directory.resolve("chk-7/tm-1");
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        Files.write(file, bytes);
        assertThat(run("show", checkpoint)).isEqualTo(1);
        assertThat(printed()).contains("[\"limit\", 5]").doesNotContain("warp");
        assertThat(complained()).contains("Operator 'Count'", "subtask 0", file.toString(), "checksum");
    }

    @Test
    void namesTheOperatorsThatThereAre() {
        assertThat(run("show", checkpoint, "--operator", "cuont")).isEqualTo(2);
        assertThat(complained()).contains("'cuont'", "'Count'");
    }

    @Test
    void namesAStateThatIsNotThere() {
        assertThat(run("show", checkpoint, "--state", "totals")).isEqualTo(2);
        assertThat(complained()).contains("no state 'totals'");
    }

    @Test
    void saysThatThereIsNoCheckpoint() {
        assertThat(run("ls", directory.resolve("chk-8").toUri().toString())).isEqualTo(2);
        assertThat(complained()).contains("ERROR: ", "chk-8", "_metadata").doesNotContain("\tat ");
    }
}
