package io.weft.connector.file.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.weft.api.fs.FileSystem.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileSinkTest {

    @TempDir
    Path directory;

    @Test
    void aSingleSubtaskWritesOneFile() throws Exception {
        run(WriteMode.NO_OVERWRITE, SinkContext.of(0, 1)).write("a", "b").end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "a\nb\n"));
    }

    @Test
    void severalSubtasksWriteADirectoryOfFilesCountedFromOne() throws Exception {
        run(WriteMode.NO_OVERWRITE, SinkContext.of(1, 2)).write("b").end();
        run(WriteMode.NO_OVERWRITE, SinkContext.of(0, 2)).end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out/1", ""), entry("out/2", "b\n"));
    }

    @Test
    void anOutputThatExistsIsAnErrorAtTheStart() throws Exception {
        Files.writeString(directory.resolve("out"), "before");
        for (int subtasks : new int[] {1, 2}) {
            assertThatThrownBy(() -> run(WriteMode.NO_OVERWRITE, SinkContext.of(0, subtasks)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("out exists already")
                    .hasMessageContaining("WriteMode.OVERWRITE");
        }
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "before"));
    }

    @Test
    void overwritingReplacesTheFileAtTheEnd() throws Exception {
        Files.writeString(directory.resolve("out"), "before");
        SinkRun<TextFileSink<String>> run =
                run(WriteMode.OVERWRITE, SinkContext.of(0, 1)).write("after");
        assertThat(SinkRun.files(directory)).containsEntry("out", "before");
        run.end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "after\n"));
    }

    @Test
    void overwritingLeavesNoFilesOfAWiderJob() throws Exception {
        for (int subtask = 0; subtask < 3; subtask++) {
            run(WriteMode.NO_OVERWRITE, SinkContext.of(subtask, 3)).write("old").end();
        }
        for (int subtask = 0; subtask < 2; subtask++) {
            run(WriteMode.OVERWRITE, SinkContext.of(subtask, 2)).write("new").end();
        }
        assertThat(SinkRun.files(directory)).containsExactly(entry("out/1", "new\n"), entry("out/2", "new\n"));
    }

    @Test
    void overwritingTurnsAFileIntoADirectoryAndBack() throws Exception {
        run(WriteMode.OVERWRITE, SinkContext.of(0, 1)).write("one").end();
        run(WriteMode.OVERWRITE, SinkContext.of(0, 2)).write("two").end();
        run(WriteMode.OVERWRITE, SinkContext.of(1, 2)).write("three").end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out/1", "two\n"), entry("out/2", "three\n"));
        run(WriteMode.OVERWRITE, SinkContext.of(0, 1)).write("four").end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "four\n"));
    }

    @Test
    void aNewAttemptReplacesWhatTheLastOneWrote() throws Exception {
        SinkContext first = SinkContext.of(0, 1);
        run(WriteMode.NO_OVERWRITE, first).write("first").end();
        SinkRun<TextFileSink<String>> killed =
                run(WriteMode.NO_OVERWRITE, first.nextAttempt()).write("killed");
        assertThat(killed).isNotNull();
        run(WriteMode.NO_OVERWRITE, first.nextAttempt().nextAttempt())
                .write("third")
                .end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "third\n"));
    }

    @Test
    void aRelativePathIsHiddenBesideItsTarget() {
        WriterIdentity writer = WriterIdentity.of(0, SinkContext.of(0, 1));
        assertThat(TextFileTarget.hidden(new io.weft.api.fs.Path("out"), writer, 0)
                        .toString())
                .startsWith(".out.inprogress.");
    }

    @Test
    void aFailedTaskLeavesWhatWasThere() throws Exception {
        Files.writeString(directory.resolve("out"), "before");
        run(WriteMode.OVERWRITE, SinkContext.of(0, 1)).write("half").fail();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "before"));
    }

    @Test
    void aRestoredJobGoesOnWhereTheCheckpointIs() throws Exception {
        SinkContext context = SinkContext.of(0, 1);
        SinkRun<TextFileSink<String>> first =
                run(WriteMode.NO_OVERWRITE, context).write("a");
        assertThat(first.prepare(false)).isEmpty();
        List<FileSinkWriterState> states = first.snapshot();
        first.write("lost").fail();
        // This one is killed before its first checkpoint.
        new SinkRun<>(sink(WriteMode.NO_OVERWRITE), context.nextAttempt(), states).write("lost too");
        new SinkRun<>(sink(WriteMode.NO_OVERWRITE), context.nextAttempt().nextAttempt(), states)
                .write("b")
                .end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "a\nb\n"));
    }

    @Test
    void aSubtaskThatHadEndedLeavesItsFileAlone() throws Exception {
        SinkRun<TextFileSink<String>> first =
                run(WriteMode.OVERWRITE, SinkContext.of(0, 1)).write("a");
        List<FileSinkCommittable> committables = first.prepare(true);
        List<FileSinkWriterState> states = first.snapshot();
        SinkRun<TextFileSink<String>> restored =
                new SinkRun<>(sink(WriteMode.OVERWRITE), SinkContext.of(0, 1).nextAttempt(), states);
        restored.commit(committables);
        restored.end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("out", "a\n"));
    }

    @Test
    void anotherParallelismIsRefused() throws Exception {
        SinkRun<TextFileSink<String>> first =
                run(WriteMode.OVERWRITE, SinkContext.of(0, 2)).write("a");
        List<FileSinkWriterState> states = first.snapshot();
        assertThatThrownBy(() -> new SinkRun<>(sink(WriteMode.OVERWRITE), SinkContext.of(0, 3), states))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 subtasks")
                .hasMessageContaining("FileSink");
    }

    private SinkRun<TextFileSink<String>> run(WriteMode mode, SinkContext context) throws IOException {
        return new SinkRun<>(sink(mode), context);
    }

    private TextFileSink<String> sink(WriteMode mode) {
        io.weft.api.fs.Path out =
                io.weft.api.fs.Path.fromLocalFile(directory.resolve("out").toFile());
        return new TextFileSink<>(out, mode);
    }
}
