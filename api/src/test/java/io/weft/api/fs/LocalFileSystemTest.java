package io.weft.api.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.fs.FileSystem.WriteMode;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemTest {

    private final FileSystem files = FileSystem.getLocalFileSystem();

    @TempDir
    File directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = new Path(Path.fromLocalFile(directory), "new/file.txt");
    }

    @Test
    void isFoundByScheme() throws Exception {
        assertThat(file.getFileSystem()).isSameAs(files);
        assertThat(new Path("/x").getFileSystem()).isSameAs(files);
    }

    @Test
    void readsWhatWasWrittenFromAnyPlace() throws Exception {
        write("hello world");

        try (FSDataInputStream in = files.open(file)) {
            in.seek(6);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("world");
            assertThat(in.getPos()).isEqualTo(11);
        }
        assertThat(files.getFileStatus(file).getLen()).isEqualTo(11);
    }

    @Test
    void overwritesOnlyIfToldTo() throws Exception {
        write("longer text");
        assertThatThrownBy(() -> files.create(file, WriteMode.NO_OVERWRITE).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());

        write("short");
        assertThat(files.getFileStatus(file).getLen()).isEqualTo(5);
    }

    @Test
    void listsADirectory() throws Exception {
        write("x");

        FileStatus[] children = files.listStatus(file.getParent());

        assertThat(Arrays.stream(children).map(FileStatus::getPath)).containsExactly(file);
        assertThatThrownBy(() -> files.listStatus(new Path(file, "nothing"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> files.open(file.suffix("x"))).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void renamesOnlyToWhatIsNotThere() throws Exception {
        write("x");
        Path other = file.suffix(".moved");

        assertThat(files.rename(file, other)).isTrue();
        assertThat(files.rename(file, other)).isFalse();
        assertThat(files.exists(other)).isTrue();
        assertThat(files.exists(file)).isFalse();
    }

    @Test
    void deletesDirectoriesWithAllThatIsInThem() throws Exception {
        write("x");

        assertThat(files.delete(file.getParent(), true)).isTrue();
        assertThat(files.exists(file.getParent())).isFalse();
        assertThat(files.delete(file.getParent(), true)).isFalse();
    }

    private void write(String text) throws IOException {
        try (FSDataOutputStream out = files.create(file, WriteMode.OVERWRITE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
