package io.weft.yarn.client.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.execution.JobID;
import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenCheckpointTest {

    @TempDir
    private Path folder;

    @Test
    void isNamedByItsDirectoryOrItsMetadataFile() throws IOException {
        String directory = store("savepoint-a", CheckpointKind.SAVEPOINT, "data");
        assertThat(GivenCheckpoint.read(directory).directory()).isEqualTo(directory);
        assertThat(GivenCheckpoint.read(directory + "/_metadata").directory()).isEqualTo(directory);
    }

    @Test
    void namesThoseThatLieInADirectoryThatIsNone() throws IOException {
        store("savepoint-a", CheckpointKind.SAVEPOINT, "data");
        assertThatThrownBy(() -> GivenCheckpoint.read(uri(folder)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no file _metadata")
                .hasMessageContaining("Did you mean savepoint-a");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThatThrownBy(() -> GivenCheckpoint.read(uri(folder.resolve("none"))))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("There is no checkpoint or savepoint");
    }

    @Test
    void saysThatItIsDamaged() throws IOException {
        String directory = store("savepoint-a", CheckpointKind.SAVEPOINT, "data");
        Path metadata = folder.resolve("savepoint-a/_metadata");
        byte[] bytes = Files.readAllBytes(metadata);
        bytes[bytes.length / 2]++;
        Files.write(metadata, bytes);
        assertThatThrownBy(() -> GivenCheckpoint.read(directory))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("checksum");
    }

    @Test
    void knowsByWhatItsKeyedStateIsSpread() throws IOException {
        KeyedSnapshot keyed = new KeyedSnapshot.Files(
                new KeyGroupRange(0, 255), "rocksdb", new StateHandle.Inline(new byte[0]), 0, List.of());
        OperatorState count = operator(256, new SubtaskState(false, keyed, null, List.of()));
        OperatorState source = operator(128, new SubtaskState(false, null, null, List.of()));
        assertThat(new GivenCheckpoint("", metadata("", CheckpointKind.SAVEPOINT, source, count)).maxParallelism())
                .hasValue(256);
        assertThat(new GivenCheckpoint("", metadata("", CheckpointKind.SAVEPOINT, source)).maxParallelism())
                .isEmpty();
    }

    @Test
    void isRemovedWithItsFilesAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("neighbour"), "stays");
        GivenCheckpoint.read(store("savepoint-a", CheckpointKind.DRAIN, "data")).dispose();
        assertThat(folder).isDirectoryNotContaining(file -> file.endsWith("savepoint-a"));
        assertThat(folder.resolve("neighbour")).exists();
    }

    @Test
    void isNotRemovedIfItIsACheckpoint() throws IOException {
        GivenCheckpoint checkpoint = GivenCheckpoint.read(store("chk-7", CheckpointKind.CHECKPOINT, "data"));
        assertThatThrownBy(checkpoint::dispose)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is a checkpoint of job 'words'");
        assertThat(folder.resolve("chk-7/data")).exists();
    }

    @Test
    void leavesFilesThatItDoesNotKnow() throws IOException {
        GivenCheckpoint savepoint = GivenCheckpoint.read(store("savepoint-a", CheckpointKind.SAVEPOINT, "data"));
        Files.writeString(folder.resolve("savepoint-a/notes"), "somebody's");
        assertThatThrownBy(savepoint::dispose)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("notes");
        assertThat(folder.resolve("savepoint-a")).isDirectoryContaining(file -> file.endsWith("notes"));
        assertThat(folder.resolve("savepoint-a/data")).doesNotExist();
    }

    private String store(String name, CheckpointKind kind, String file) throws IOException {
        String directory = uri(folder.resolve(name));
        Files.createDirectory(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve(file), "state");
        StateHandle handle =
                new StateHandle.Stored(directory + "/" + file, List.of(new StateHandle.Extent(0, "state".length())));
        SubtaskState subtask =
                new SubtaskState(false, null, new OperatorStateSnapshot(handle, 0, List.of()), List.of());
        return new FileCheckpointStorage().store(metadata(directory, kind, operator(128, subtask)));
    }

    private static OperatorState operator(int maxParallelism, SubtaskState subtask) {
        return new OperatorState(new OperatorId(1, 2), "count", maxParallelism, null, List.of(subtask));
    }

    private static CheckpointMetadata metadata(String directory, CheckpointKind kind, OperatorState... operators) {
        CheckpointOrder order = new CheckpointOrder(7, 0, kind, directory);
        return new CheckpointMetadata(JobID.generate(), "words", order, List.of(operators));
    }

    private static String uri(Path path) {
        return "file://" + path;
    }
}
