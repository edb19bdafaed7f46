package io.weft.state.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.model.checkpoint.StateHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    @TempDir
    private Path folder;

    private Path local;

    @BeforeEach
    void makeALocalFile() throws IOException {
        local = Files.writeString(folder.resolve("local"), "state of a backend");
    }

    private CheckpointFile checkpoint(String job, long id) {
        Path file = folder.resolve(job).resolve("chk-" + id).resolve("tm");
        return new CheckpointFile(new io.weft.api.fs.Path(file.toUri().toString()), 0);
    }

    private void writeRun(CheckpointFile file) throws IOException {
        SnapshotOutput run = file.begin();
        run.write(new byte[100]);
        run.finish();
    }

    private List<String> filesOf(String job) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(job))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void allThatBelongsToACheckpointLiesInItsDirectory() throws IOException {
        CheckpointFile file = checkpoint("job", 7);
        writeRun(file);
        StateHandle.Stored uploaded = file.upload(local);
        file.close();
        assertThat(filesOf("job")).hasSize(2).contains("tm");
        assertThat(new io.weft.api.fs.Path(uploaded.file()).getParent().getName())
                .isEqualTo("chk-7");
    }

    @Test
    void nothingIsLeftOfACheckpointThatIsGivenUp() throws IOException {
        CheckpointFile file = checkpoint("job", 1);
        writeRun(file);
        file.upload(local);
        file.discard();
        assertThat(filesOf("job")).isEmpty();
    }

    @Test
    void nothingIsLeftOfWhatComesAfterItWasGivenUp() throws IOException {
        CheckpointFile file = checkpoint("job", 1);
        file.discard();
        assertThatThrownBy(() -> file.upload(local)).hasMessageContaining("given up");
        assertThatThrownBy(() -> writeRun(file)).hasMessageContaining("given up");
        assertThat(filesOf("job")).isEmpty();
    }

    @Test
    void aLaterCheckpointOfTheSameJobMayReferToAnUpload() throws IOException {
        StateHandle.Stored uploaded = checkpoint("job", 1).upload(local);
        assertThat(checkpoint("job", 2).reuse(uploaded, local)).isTrue();
        assertThat(checkpoint("other", 2).reuse(uploaded, local)).isFalse();
    }
}
