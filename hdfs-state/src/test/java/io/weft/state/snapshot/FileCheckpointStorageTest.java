package io.weft.state.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.CheckpointMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStorageTest {

    private final FileCheckpointStorage storage = new FileCheckpointStorage();

    @TempDir
    private Path root;

    private CheckpointMetadata random(long seed, Path directory) {
        return new RandomMetadata(seed, "file://" + directory).next();
    }

    /** Arrays in records are compared by identity. */
    private static void assertSame(CheckpointMetadata read, CheckpointMetadata written) {
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    @Test
    void readsWhatItHasWritten() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            CheckpointMetadata written = random(seed, root.resolve("chk-" + seed));
            String pointer = storage.store(written);
            assertSame(storage.load(pointer), written);
            assertSame(storage.load(pointer + "/_metadata"), written);
        }
    }

    @Test
    void followsACheckpointThatIsMoved() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            Path from = root.resolve("savepoint-" + seed);
            Path to = root.resolve("moved-" + seed);
            storage.store(random(seed, from));
            Files.move(from, to);
            assertSame(storage.load("file://" + to), random(seed, to));
        }
    }

    @Test
    void leavesNoUnfinishedFile() throws IOException {
        storage.store(random(1, root.resolve("chk-1")));
        assertThat(files()).containsExactly("chk-1/_metadata");
    }

    @Test
    void neverReplacesACheckpoint() throws IOException {
        storage.store(random(1, root.resolve("chk-1")));
        assertThatThrownBy(() -> storage.store(random(2, root.resolve("chk-1"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chk-1 already");
        assertThat(files()).containsExactly("chk-1/_metadata");
    }

    @Test
    void detectsEveryDamagedByteAndEveryMissingEnd() throws IOException {
        Path directory = root.resolve("chk-7");
        storage.store(random(7, directory));
        Path file = directory.resolve("_metadata");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            assertCorrupt(directory, file);
            Files.write(file, Arrays.copyOf(whole, i));
            assertCorrupt(directory, file);
        }
    }

    private void assertCorrupt(Path directory, Path file) {
        assertThatThrownBy(() -> storage.load(directory.toString()))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void saysThatThereIsNoCheckpoint() {
        assertThatThrownBy(() -> storage.load(root.resolve("chk-9").toString()))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("There is no checkpoint metadata " + root + "/chk-9/_metadata")
                .hasMessageContaining("Check the path");
    }

    @Test
    void refusesAFormatOfTheFuture() throws IOException {
        Path directory = root.resolve("chk-7");
        storage.store(random(7, directory));
        Path file = directory.resolve("_metadata");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.putInt(8, 2);
        bytes.putInt(bytes.limit() - 4, StateReader.checksum(bytes.array(), bytes.limit() - 4));
        Files.write(file, bytes.array());
        assertThatThrownBy(() -> storage.load(directory.toString()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("format version 2")
                .hasMessageContaining("newer Weft");
    }

    @Test
    void deletesFilesAndDirectoriesAndWhatIsGoneAlready() throws IOException {
        create("chk-1/a", "chk-2/a", "chk-2/b");
        storage.delete(List.of(path("nothing"), path("chk-1"), path("chk-2/a")));
        assertThat(files()).containsExactly("chk-2/b");
    }

    @Test
    void sweepsAllButWhatIsKept() throws IOException {
        create("job/chk-1/a", "job/chk-1/b", "job/chk-2/a", "job/chk-3/a", "job/shared/x", "job/shared/y", "other/z");
        storage.sweep(path("job"), Set.of(path("job/chk-1/b"), path("job/chk-2"), path("job/shared/y")));
        assertThat(files()).containsExactly("job/chk-1/b", "job/chk-2/a", "job/shared/y", "other/z");
        storage.sweep(path("job"), Set.of());
        storage.sweep(path("job"), Set.of(path("job/chk-1")));
        assertThat(files()).containsExactly("other/z");
        assertThat(root.resolve("job")).doesNotExist();
    }

    private String path(String name) {
        return "file://" + root.resolve(name);
    }

    private void create(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.createFile(root.resolve(name));
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList());
        }
    }
}
