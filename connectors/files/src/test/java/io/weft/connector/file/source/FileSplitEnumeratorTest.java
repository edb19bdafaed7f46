package io.weft.connector.file.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.Boundedness;
import io.weft.api.source.SplitEnumerator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSplitEnumeratorTest {

    @TempDir
    Path directory;

    private final FakeEnumeratorContext context = new FakeEnumeratorContext(2);

    @Test
    void readsDirectoriesWithAllBelowThemButNothingHidden() throws Exception {
        write("b.txt", "deep/er/a.txt", ".hidden", "_SUCCESS", "_temporary/c.txt", "deep/.part-0.inprogress");
        var enumerator = source(false).createEnumerator(context);
        enumerator.start();
        ask(enumerator, 0, 3);
        assertThat(context.assignedTo(0)).containsExactly("b.txt", "a.txt");
        assertThat(context.ended).containsExactly(0);
    }

    @Test
    void aFileThatIsNamedIsReadEvenIfItsNameHidesIt() throws Exception {
        write("_data");
        var source = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path("_data"))
                .build();
        var enumerator = source.createEnumerator(context);
        ask(enumerator, 0, 1);
        assertThat(context.assignedTo(0)).containsExactly("_data");
    }

    @Test
    void aPathThatDoesNotExistIsNamedWithWhatToDo() {
        var source = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path("misspelt"))
                .build();
        assertThatThrownBy(() -> source.createEnumerator(context))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("misspelt")
                .hasMessageContaining("Check its spelling");
    }

    @Test
    void aPatternStandsForAllThatMatches() throws Exception {
        write("2026-10/a.txt", "2026-11/b.txt", "2026-11/c.log", "2026-11/.d.txt", "2027-01/e.txt", "2026-12");
        var source = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path("2026-*/?.{txt,log}"))
                .build();
        ask(source.createEnumerator(context), 0, 6);
        assertThat(context.assignedTo(0)).containsExactly("a.txt", "b.txt", "c.log");

        FakeEnumeratorContext second = new FakeEnumeratorContext(1);
        var directories = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path("202[67]-*1"))
                .build();
        ask(directories.createEnumerator(second), 0, 6);
        assertThat(second.assignedTo(0)).containsExactly("b.txt", "c.log", "e.txt");
    }

    @Test
    void aPatternThatMatchesNothingIsAnErrorUnlessFilesMayCome() throws Exception {
        write("a.txt");
        var builder = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path("*.csv"));
        FileSource<String> bounded = builder.build();
        assertThatThrownBy(() -> bounded.createEnumerator(context))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("*.csv");
        FileSource<String> monitoring =
                builder.monitorContinuously(Duration.ofMillis(250)).build();
        monitoring.createEnumerator(context).start();
        write("b.csv");
        context.runPeriodicWork();
    }

    @Test
    void aFileNamedTwiceIsReadOnce() throws Exception {
        write("a.txt");
        var source = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path("a.txt"), path(""))
                .build();
        ask(source.createEnumerator(context), 0, 2);
        assertThat(context.assignedTo(0)).containsExactly("a.txt");
    }

    @Test
    void handsBackSplitsOfAFailedReaderToTheNextOneThatAsks() throws Exception {
        write("a.txt");
        var enumerator = source(false).createEnumerator(context);
        ask(enumerator, 0, 1);
        enumerator.addSplitsBack(context.assigned.get(0), 0);
        ask(enumerator, 1, 1);
        assertThat(context.assignedTo(1)).containsExactly("a.txt");
    }

    @Test
    void aMonitoringSourceGivesNewFilesToReadersThatWait() throws Exception {
        write("a.txt");
        FileSource<String> source = source(true);
        assertThat(source.getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        var enumerator = source.createEnumerator(context);
        enumerator.start();
        assertThat(context.periodMs).isEqualTo(250);
        ask(enumerator, 0, 2);
        ask(enumerator, 1, 1);

        write("b.txt", "sub/c.txt");
        context.runPeriodicWork();
        context.runPeriodicWork();
        assertThat(context.assignedTo(0)).containsExactly("a.txt", "b.txt");
        assertThat(context.assignedTo(1)).containsExactly("c.txt");
        assertThat(context.ended).isEmpty();
    }

    @Test
    void aRestoredEnumeratorKnowsWhatWasReadAndWhatWasNot() throws Exception {
        write("a.txt", "b.txt");
        FileSource<String> source = source(true);
        var enumerator = source.createEnumerator(context);
        ask(enumerator, 0, 1);
        SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> serializer =
                source.getEnumeratorCheckpointSerializer();
        byte[] bytes = serializer.serialize(enumerator.snapshotState(1));

        FakeEnumeratorContext second = new FakeEnumeratorContext(1);
        var restored = source.restoreEnumerator(second, serializer.deserialize(serializer.getVersion(), bytes));
        restored.start();
        write("c.txt");
        second.runPeriodicWork();
        ask(restored, 0, 3);
        assertThat(second.assignedTo(0)).containsExactly("b.txt", "c.txt");
    }

    @Test
    void aDirectoryThatVanishesFailsTheJob() throws Exception {
        write("sub/a.txt");
        var source = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path("sub"))
                .monitorContinuously(Duration.ofMillis(250))
                .build();
        source.createEnumerator(context).start();
        Files.delete(directory.resolve("sub/a.txt"));
        Files.delete(directory.resolve("sub"));
        assertThatThrownBy(context::runPeriodicWork).hasMessageContaining("sub");
    }

    private FileSource<String> source(boolean monitoring) {
        var builder = FileSource.forRecordStreamFormat(new TextLineInputFormat(), path(""));
        return monitoring ? builder.monitorContinuously(Duration.ofMillis(250)).build() : builder.build();
    }

    private static void ask(SplitEnumerator<FileSourceSplit, ?> enumerator, int subtask, int times) {
        for (int i = 0; i < times; i++) {
            enumerator.handleSplitRequest(subtask, null);
        }
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "text\n");
        }
    }

    private io.weft.api.fs.Path path(String name) {
        return io.weft.api.fs.Path.fromLocalFile(directory.resolve(name).toFile());
    }
}
