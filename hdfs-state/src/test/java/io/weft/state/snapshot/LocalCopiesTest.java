package io.weft.state.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.StateHandle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State is read from this machine where it can be, and what is wrong with a copy does not matter. */
class LocalCopiesTest {

    private static final String JOB = "job-1";

    @TempDir
    private Path directory;

    private final byte[] state = new byte[3_000_000];
    private Path remote;
    private Path local;
    private LocalCopies copies;

    @BeforeEach
    void makeDirectories() {
        new Random(1).nextBytes(state);
        remote = directory.resolve("remote").resolve(JOB);
        local = directory.resolve("local");
        copies = new LocalCopies(List.of(local));
    }

    private CheckpointFile checkpoint(long id) {
        return new CheckpointFile(path(remote.resolve("chk-" + id + "/tm")), 16, copies);
    }

    private static io.weft.api.fs.Path path(Path path) {
        return io.weft.api.fs.Path.fromLocalFile(path.toFile());
    }

    private StateHandle.Stored write(long id) throws IOException {
        CheckpointFile file = checkpoint(id);
        StateHandle handle = write(file);
        file.close();
        return (StateHandle.Stored) handle;
    }

    private StateHandle write(CheckpointFile file) throws IOException {
        SnapshotOutput out = file.begin();
        out.write(state);
        return out.finish();
    }

    private void assertReads(StateHandle handle, boolean locally) throws IOException {
        StateSource source = new StateSource(copies);
        try (StateReader reader = new StateReader(source)) {
            assertThat(reader.read(handle, StateReader.checksum(state, state.length)))
                    .isEqualTo(state);
            assertThat(source.localBytes()).isEqualTo(locally ? state.length : 0);
            assertThat(source.remoteBytes()).isEqualTo(locally ? 0 : state.length);
        }
    }

    private Path copy(long id) {
        return local.resolve(JOB).resolve("chk-" + id).resolve("tm");
    }

    private List<String> copiesLeft() throws IOException {
        if (!Files.exists(local)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(local)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> local.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void readsTheCopyAndNotTheFile() throws IOException {
        StateHandle.Stored handle = write(1);
        Files.delete(remote.resolve("chk-1/tm"));

        assertReads(handle, true);
    }

    @Test
    void readsTheFileIfThereIsNoCopy() throws IOException {
        StateHandle handle = write(1);
        Files.delete(copy(1));

        assertReads(handle, false);
    }

    @Test
    void passesOverADamagedCopy() throws IOException {
        StateHandle handle = write(1);
        byte[] damaged = Files.readAllBytes(copy(1));
        damaged[1_500_000]++;
        Files.write(copy(1), damaged);

        assertReads(handle, false);
        assertThat(copiesLeft()).isEmpty();
    }

    @Test
    void passesOverATruncatedCopy() throws IOException {
        StateHandle handle = write(1);
        Files.write(copy(1), Arrays.copyOf(state, state.length - 1));

        assertReads(handle, false);
    }

    @Test
    void passesOverWhatIsNoFile() throws IOException {
        StateHandle handle = write(1);
        Files.delete(copy(1));
        Files.createDirectory(copy(1));

        assertReads(handle, false);
    }

    @Test
    void aDamagedFileIsStillFound() throws IOException {
        StateHandle handle = write(1);
        Files.delete(copy(1));
        Files.write(remote.resolve("chk-1/tm"), new byte[state.length]);

        assertThatThrownBy(() -> assertReads(handle, false)).isInstanceOf(CorruptCheckpointException.class);
    }

    @Test
    void keepsTheLastCompleteCheckpointAlone() throws IOException {
        write(9);
        StateHandle last = write(10);
        StateHandle next = write(11);
        copies.completed(JOB, 10);

        assertThat(copiesLeft()).containsExactly(JOB + "/chk-10/tm", JOB + "/chk-11/tm");
        assertReads(last, true);
        assertReads(next, true);
    }

    @Test
    void forgetsAJobThatIsGone() throws IOException {
        write(1);
        copies.release(JOB);

        assertThat(local).isEmptyDirectory();
    }

    @Test
    void aCheckpointThatIsGivenUpLeavesNoCopy() throws IOException {
        CheckpointFile file = checkpoint(1);
        write(file);
        file.discard();

        assertThat(copiesLeft()).isEmpty();
    }

    @Test
    void aCheckpointSucceedsWithoutItsCopy() throws IOException {
        Files.writeString(local, "no directory");

        assertReads(write(1), false);
    }

    @Test
    void keepsFilesOfABackendWithoutCopyingThem() throws IOException {
        Path table = Files.write(directory.resolve("7.sst"), state);
        StateHandle.Stored handle = checkpoint(1).upload(table);
        assertThat(checkpoint(2).reuse(handle, table)).isTrue();
        copies.completed(JOB, 2);
        Files.delete(table);
        Files.delete(Path.of(URI.create(handle.file())));

        assertReads(handle, true);
        Path target = directory.resolve("restored");
        try (StateReader reader = new StateReader(new StateSource(copies))) {
            reader.copy(handle, StateReader.checksum(state, state.length), () -> Files.newOutputStream(target));
        }
        assertThat(target).hasBinaryContent(state);
    }

    @Test
    void copiesTheFileAnewIfTheCopyProvesDamagedAtItsEnd() throws IOException {
        Path table = Files.write(directory.resolve("7.sst"), state);
        StateHandle.Stored handle = checkpoint(1).upload(table);
        byte[] damaged = state.clone();
        damaged[state.length - 1]++;
        Files.write(table, damaged);
        Path target = directory.resolve("restored");

        try (StateReader reader = new StateReader(new StateSource(copies))) {
            reader.copy(handle, StateReader.checksum(state, state.length), () -> Files.newOutputStream(target));
        }

        assertThat(target).hasBinaryContent(state);
    }
}
