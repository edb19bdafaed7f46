package io.weft.connector.file.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.weft.api.config.MemorySize;
import io.weft.connector.file.sink.bucket.BasePathBucketAssigner;
import io.weft.connector.file.sink.bucket.BucketAssigner;
import io.weft.connector.file.sink.bucket.DateTimeBucketAssigner;
import io.weft.connector.file.sink.rolling.DefaultRollingPolicy;
import io.weft.connector.file.sink.rolling.OnCheckpointRollingPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

    @TempDir
    Path directory;

    private final SteppedClock clock = new SteppedClock();
    private int uids;

    @Test
    void partsAreHiddenUntilTheyAreCommitted() throws Exception {
        SinkRun<FileSink<String>> run = run(sink(), SinkContext.of(3, 4)).write("a", "b");
        List<FileSinkCommittable> committables = run.prepare(true);
        assertThat(SinkRun.files(directory).keySet()).singleElement().asString().startsWith(".inprogress/");
        run.commit(committables);
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\nb\n"));
    }

    @Test
    void committingAgainDoesNoHarm() throws Exception {
        SinkRun<FileSink<String>> run = run(sink(), SinkContext.of(0, 1)).write("a");
        List<FileSinkCommittable> committables = run.prepare(true);
        assertThat(run.commit(committables)).isZero();
        assertThat(run.commit(committables)).isEqualTo(1);
        assertThat(directory.resolve(".inprogress")).doesNotExist();
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\n"));
    }

    @Test
    void writersNeverNamePartsAlike() throws Exception {
        SinkContext context = SinkContext.of(0, 1);
        run(builder().build(), context).write("a").end();
        run(builder().build(), context).write("b").end();
        assertThat(SinkRun.files(directory).values()).containsExactlyInAnyOrder("a\n", "b\n");
    }

    @Test
    void aTargetThatAppearedMeanwhileIsNotReplaced() throws Exception {
        SinkRun<FileSink<String>> run = run(sink(), SinkContext.of(0, 1)).write("a");
        List<FileSinkCommittable> committables = run.prepare(true);
        Files.writeString(directory.resolve("part-0-0"), "somebody else's");
        assertThatThrownBy(() -> run.commit(committables))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("part-0-0")
                .hasMessageContaining("Do two jobs write to the same path?");
    }

    @Test
    void aFailedTaskTakesItsFilesAway() throws Exception {
        run(sink(), SinkContext.of(0, 1)).write("a").fail();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFailedTaskLeavesWhatACheckpointMayHave() throws Exception {
        FileSink<String> sink = sink();
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("a");
        assertThat(run.prepare(false)).isEmpty();
        List<FileSinkWriterState> states = run.snapshot();
        run.write("b").fail();
        assertThat(SinkRun.files(directory)).hasSize(1);

        new SinkRun<>(sink, SinkContext.of(0, 1).nextAttempt(), states)
                .write("b")
                .end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\nb\n"));
    }

    @Test
    void theNextAttemptSweepsWhatAKilledOneLeft() throws Exception {
        FileSink<String> sink = sink();
        SinkContext killed = SinkContext.of(0, 2);
        run(sink, killed).write("lost").prepare(true);
        run(sink, SinkContext.of(1, 2)).write("other subtask's").prepare(true);
        run(sink(), killed).write("other sink's").prepare(true);
        run(sink, killed.nextAttempt()).write("kept").end();
        assertThat(SinkRun.files(directory).values())
                .containsExactlyInAnyOrder("kept\n", "other subtask's\n", "other sink's\n");
    }

    @Test
    void aWriterThatIsCutOffCannotChangeWhatItsSuccessorShows() throws Exception {
        FileSink<String> sink = sink();
        SinkRun<FileSink<String>> cutOff = run(sink, SinkContext.of(0, 1)).write("a");
        cutOff.prepare(false);
        List<FileSinkWriterState> states = cutOff.snapshot();
        SinkRun<FileSink<String>> successor =
                new SinkRun<>(sink, SinkContext.of(0, 1).nextAttempt(), states).write("b");
        cutOff.write("c").prepare(false);
        successor.end();
        cutOff.write("d").prepare(true);
        assertThat(SinkRun.files(directory)).containsEntry("part-0-0", "a\nb\n");
    }

    @Test
    void aPartGrowsOverCheckpointsUntilItsTimeHasCome() throws Exception {
        SinkRun<FileSink<String>> run = run(sink(), SinkContext.of(0, 1));
        for (int i = 0; i < 60; i++) {
            run.write("a");
            run.commit(run.prepare(false));
            assertThat(SinkRun.files(directory)).hasSize(1).doesNotContainKey("part-0-0");
            run.snapshot();
            clock.nowMs += 1000;
        }
        run.commit(run.prepare(false));
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\n".repeat(60)));
    }

    @Test
    void aPartThatNobodyWritesToEndsWithACheckpoint() throws Exception {
        FileSink<String> sink = sink(builder()
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withInactivityInterval(Duration.ofSeconds(5))
                        .build()));
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("a");
        clock.nowMs = 4_999;
        assertThat(run.prepare(false)).isEmpty();
        clock.nowMs = 5_000;
        assertThat(run.prepare(false)).hasSize(1);
    }

    @Test
    void aCheckpointWhoseFilesAreGoneIsRefused() throws Exception {
        FileSink<String> sink = sink();
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("a");
        run.prepare(false);
        List<FileSinkWriterState> states = run.snapshot();
        Files.delete(directory.resolve(SinkRun.files(directory).firstKey()));
        assertThatThrownBy(() -> new SinkRun<>(sink, SinkContext.of(0, 1).nextAttempt(), states))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the file is gone");
    }

    @Test
    void aPartEndsWhenItIsTooBig() throws Exception {
        FileSink<String> sink = sink(builder()
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withMaxPartSize(new MemorySize(5))
                        .build()));
        run(sink, SinkContext.of(0, 1)).write("one", "two", "three", "four").end();
        assertThat(SinkRun.files(directory))
                .containsExactly(
                        entry("part-0-0", "one\ntwo\n"), entry("part-0-1", "three\n"), entry("part-0-2", "four\n"));
    }

    @Test
    void aPartEndsWhenItIsTooOld() throws Exception {
        FileSink<String> sink = sink(builder()
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withRolloverInterval(Duration.ofSeconds(10))
                        .build()));
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("early");
        clock.nowMs = 10_000;
        for (int i = 0; i < 1000; i++) {
            run.write("late");
        }
        run.end();
        assertThat(SinkRun.files(directory).keySet()).containsExactly("part-0-0", "part-0-1");
    }

    @Test
    void eachCommitBeginsNewParts() throws Exception {
        FileSink<String> sink = sink(builder().withRollingPolicy(OnCheckpointRollingPolicy.build()));
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("a");
        run.commit(run.prepare(false));
        assertThat(run.prepare(false)).isEmpty();
        run.write("b").end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\n"), entry("part-0-1", "b\n"));
    }

    @Test
    void aBucketIsADirectory() throws Exception {
        BucketAssigner<String, String> byLength = (line, context) -> "length=" + line.length();
        FileSink<String> sink = sink(builder()
                .withBucketAssigner(byLength)
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("report")
                        .withPartSuffix(".txt")
                        .build()));
        run(sink, SinkContext.of(0, 1)).write("a", "bb", "c").end();
        assertThat(SinkRun.files(directory))
                .containsExactly(entry("length=1/report-0-0.txt", "a\nc\n"), entry("length=2/report-0-1.txt", "bb\n"));
    }

    @Test
    void bucketsAreHoursUnlessSaidOtherwise() throws Exception {
        FileSink<String> sink = sink(FileSink.forRowFormat(path(), new SimpleStringEncoder<String>())
                .withBucketAssigner(new DateTimeBucketAssigner<>(ZoneOffset.UTC)));
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("a");
        clock.nowMs = Duration.ofHours(25).toMillis();
        run.write("b").end();
        assertThat(SinkRun.files(directory).keySet())
                .containsExactly("1970-01-01--00/part-0-0", "1970-01-02--01/part-0-1");
    }

    @Test
    void recordsLongerThanTheBufferAreWrittenWhole() throws Exception {
        String big = "x".repeat(200_000);
        run(sink(), SinkContext.of(0, 1)).write("a", big, "b").end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\n" + big + "\nb\n"));
    }

    @Test
    void aSinkTravelsSerialized() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(builder().build());
        Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        @SuppressWarnings("unchecked")
        FileSink<String> sink = (FileSink<String>) copy;
        run(sink, SinkContext.of(0, 1)).write("a").end();
        assertThat(SinkRun.files(directory).values()).containsExactly("a\n");
    }

    @Test
    void aNameThatWouldHideThePartsIsRefused() {
        assertThatThrownBy(() -> new OutputFileConfig("_part", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("_part-0-0");
    }

    private FileSink<String> sink() {
        return sink(builder());
    }

    /** Its writers are called 0, 1, and so on. */
    private FileSink<String> sink(FileSink.DefaultRowFormatBuilder<String> builder) {
        return new FileSink<>(
                builder.settings(clock, () -> Integer.toHexString(uids++)), System.identityHashCode(builder));
    }

    private FileSink.DefaultRowFormatBuilder<String> builder() {
        return FileSink.forRowFormat(path(), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>());
    }

    private io.weft.api.fs.Path path() {
        return io.weft.api.fs.Path.fromLocalFile(directory.toFile());
    }

    private static SinkRun<FileSink<String>> run(FileSink<String> sink, SinkContext context) throws IOException {
        return new SinkRun<>(sink, context);
    }
}
