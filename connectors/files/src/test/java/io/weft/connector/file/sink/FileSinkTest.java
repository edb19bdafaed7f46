package io.weft.connector.file.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.weft.api.config.MemorySize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

    @TempDir
    Path directory;

    @Test
    void partsAreHiddenUntilTheyAreCommitted() throws Exception {
        SinkRun<FileSink<String>> run = run(sink(), SinkContext.of(3, 4)).write("a", "b");
        List<FileSinkCommittable> committables = run.prepare(true);
        assertThat(SinkRun.files(directory).keySet()).singleElement().asString().startsWith(".part-3-0.inprogress.");
        run.commit(committables);
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-3-0", "a\nb\n"));
    }

    @Test
    void committingAgainDoesNoHarm() throws Exception {
        SinkRun<FileSink<String>> run = run(sink(), SinkContext.of(0, 1)).write("a");
        List<FileSinkCommittable> committables = run.prepare(true);
        assertThat(run.commit(committables)).isZero();
        assertThat(run.commit(committables)).isEqualTo(1);
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\n"));
    }

    @Test
    void whatIsThereAlreadyIsLeftAlone() throws Exception {
        Files.writeString(directory.resolve("part-0-7"), "of yesterday");
        Files.writeString(directory.resolve("part-1-9"), "another subtask's");
        run(sink(), SinkContext.of(0, 1)).write("a").end();
        assertThat(SinkRun.files(directory))
                .containsExactly(
                        entry("part-0-7", "of yesterday"),
                        entry("part-0-8", "a\n"),
                        entry("part-1-9", "another subtask's"));
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
        assertThat(SinkRun.files(directory)).isEmpty();
    }

    @Test
    void theNextAttemptSweepsWhatAKilledOneLeft() throws Exception {
        SinkContext killed = SinkContext.of(0, 2);
        run(sink(), killed).write("lost").prepare(false);
        run(sink(), SinkContext.of(1, 2)).write("other subtask's").prepare(false);
        run(sink(), killed.nextAttempt()).write("kept").end();
        assertThat(SinkRun.files(directory)).hasSize(2).containsEntry("part-0-0", "kept\n");
    }

    @Test
    void aPartEndsWhenItIsTooBig() throws Exception {
        FileSink<String> sink = builder()
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withMaxPartSize(new MemorySize(5))
                        .build())
                .build();
        run(sink, SinkContext.of(0, 1)).write("one", "two", "three", "four").end();
        assertThat(SinkRun.files(directory))
                .containsExactly(
                        entry("part-0-0", "one\ntwo\n"), entry("part-0-1", "three\n"), entry("part-0-2", "four\n"));
    }

    @Test
    void aPartEndsWhenItIsTooOld() throws Exception {
        SteppedClock clock = new SteppedClock();
        FileSink<String> sink = new FileSink<>(builder()
                .withRollingPolicy(DefaultRollingPolicy.builder()
                        .withRolloverInterval(Duration.ofSeconds(10))
                        .build())
                .settings(clock));
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
        FileSink<String> sink =
                builder().withRollingPolicy(OnCheckpointRollingPolicy.build()).build();
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("a");
        run.commit(run.prepare(false));
        assertThat(run.prepare(false)).isEmpty();
        run.write("b").end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\n"), entry("part-0-1", "b\n"));
    }

    @Test
    void aBucketIsADirectory() throws Exception {
        BucketAssigner<String, String> byLength = (line, context) -> "length=" + line.length();
        FileSink<String> sink = builder()
                .withBucketAssigner(byLength)
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("report")
                        .withPartSuffix(".txt")
                        .build())
                .build();
        run(sink, SinkContext.of(0, 1)).write("a", "bb", "c").end();
        assertThat(SinkRun.files(directory))
                .containsExactly(entry("length=1/report-0-0.txt", "a\nc\n"), entry("length=2/report-0-0.txt", "bb\n"));
    }

    @Test
    void bucketsAreHoursUnlessSaidOtherwise() throws Exception {
        SteppedClock clock = new SteppedClock();
        FileSink<String> sink = new FileSink<>(FileSink.forRowFormat(path(), new SimpleStringEncoder<String>())
                .withBucketAssigner(new DateTimeBucketAssigner<>(ZoneOffset.UTC))
                .settings(clock));
        SinkRun<FileSink<String>> run = run(sink, SinkContext.of(0, 1)).write("a");
        clock.nowMs = Duration.ofHours(25).toMillis();
        run.write("b").end();
        assertThat(SinkRun.files(directory).keySet())
                .containsExactly("1970-01-01--00/part-0-0", "1970-01-02--01/part-0-0");
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
        new ObjectOutputStream(bytes).writeObject(sink());
        Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        @SuppressWarnings("unchecked")
        FileSink<String> sink = (FileSink<String>) copy;
        run(sink, SinkContext.of(0, 1)).write("a").end();
        assertThat(SinkRun.files(directory)).containsExactly(entry("part-0-0", "a\n"));
    }

    @Test
    void aNameThatWouldHideThePartsIsRefused() {
        assertThatThrownBy(() -> new OutputFileConfig("_part", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("_part-0-0");
    }

    private FileSink<String> sink() {
        return builder().build();
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

    private static final class SteppedClock extends Clock {
        private long nowMs;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMs);
        }
    }
}
