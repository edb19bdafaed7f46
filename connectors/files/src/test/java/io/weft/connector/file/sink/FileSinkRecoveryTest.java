package io.weft.connector.file.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.MemorySize;
import io.weft.api.execution.JobID;
import io.weft.connector.file.fs.SimulatedFileSystem;
import io.weft.connector.file.fs.SimulatedFileSystem.ProcessDied;
import io.weft.connector.file.sink.rolling.DefaultRollingPolicy;
import io.weft.connector.file.sink.rolling.OnCheckpointRollingPolicy;
import io.weft.connector.file.sink.rolling.RollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crashes a job at each of its changes to the file system, and restarts it until it has written all. */
class FileSinkRecoveryTest {

    private static final int RECORDS = 30;

    @TempDir
    Path directory;

    @Test
    void everyRecordIsInOneFileWhereverTheJobCrashes() throws Exception {
        for (long seed = 0; seed < 3; seed++) {
            int crashAt = 1;
            while (!runs(seed, crashAt, false)) {
                crashAt++;
            }
        }
    }

    @Test
    void everyRecordIsInOneFileWhenTheJobIsRestoredWithAnotherParallelism() throws Exception {
        for (long seed = 0; seed < 50; seed++) {
            runs(seed, 1 + new Random(seed).nextInt(60), true);
        }
    }

    /** True if the job's first process ended before it made {@code crashAt} changes. */
    private boolean runs(long seed, int crashAt, boolean rescaling) throws Exception {
        Path path = Files.createDirectory(directory.resolve(seed + "-" + crashAt + "-" + rescaling));
        Random random = new Random(seed);
        SimulatedFileSystem fileSystem = SimulatedFileSystem.of("sink");
        SteppedClock clock = new SteppedClock();
        FileSink<String> sink = sink(path, random, clock);
        int parallelism = 1 + random.nextInt(3);
        SinkJob.Stored[] last = new SinkJob.Stored[1];
        int attempt = 0;
        boolean done = false;
        boolean firstDied = false;
        while (!done) {
            boolean changes = rescaling && random.nextBoolean();
            JobID job = new JobID(1, rescaling ? attempt : 0);
            parallelism = changes ? 1 + random.nextInt(4) : parallelism;
            fileSystem.live(attempt == 0 ? crashAt : 1 + random.nextInt(150), random);
            try {
                done = live(sink, job, attempt, parallelism, last, clock, random);
            } catch (ProcessDied e) {
                firstDied |= attempt == 0;
                assertThat(written(path)).doesNotHaveDuplicates();
            }
            attempt++;
        }
        assertThat(written(path))
                .describedAs("seed " + seed + ", crash at change " + crashAt)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList());
        if (!rescaling) {
            assertThat(hidden(path))
                    .describedAs("seed " + seed + ", crash at change " + crashAt)
                    .isEmpty();
        }
        delete(path);
        return !firstDied;
    }

    /** One life of the job; true if it came to its end. */
    private static boolean live(
            FileSink<String> sink,
            JobID job,
            int attempt,
            int parallelism,
            SinkJob.Stored[] last,
            SteppedClock clock,
            Random random)
            throws Exception {
        SinkJob<FileSinkWriterState, FileSink<String>> run = new SinkJob<>(sink);
        run.start(job, attempt, parallelism, last[0]);
        while (run.nextRecord() < RECORDS) {
            clock.nowMs += random.nextInt(1500);
            run.write(Math.min(1 + random.nextInt(6), RECORDS - run.nextRecord()));
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    last[0] = run.checkpoint(false);
                    run.complete();
                }
                // Aborted somewhere else.
                case 4 -> run.checkpoint(false);
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        run.close();
                        return false;
                    }
                }
                default -> {}
            }
        }
        last[0] = run.checkpoint(true);
        run.complete();
        run.close();
        return true;
    }

    private static FileSink<String> sink(Path path, Random random, SteppedClock clock) {
        RollingPolicy<String, String> policy = random.nextInt(3) == 0
                ? OnCheckpointRollingPolicy.build()
                : DefaultRollingPolicy.builder()
                        .withMaxPartSize(new MemorySize(10 + random.nextInt(50)))
                        .withRolloverInterval(4000)
                        .withInactivityInterval(2000)
                        .build();
        int[] uids = new int[1];
        return new FileSink<>(
                FileSink.forRowFormat(
                                new io.weft.api.fs.Path("simulated://sink" + path), new SimpleStringEncoder<String>())
                        .withBucketAssigner((line, context) -> line.length() == 1 ? "" : "tens/" + line.charAt(0))
                        .withRollingPolicy(policy)
                        .settings(clock, () -> Integer.toHexString(uids[0]++)),
                seed(random));
    }

    private static long seed(Random random) {
        return random.nextLong();
    }

    private static List<String> written(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> file : SinkRun.files(path).entrySet()) {
            if (!file.getKey().startsWith(".")) {
                assertThat(file.getValue()).endsWith("\n");
                lines.addAll(file.getValue().lines().toList());
            }
        }
        return lines;
    }

    private static List<String> hidden(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.map(file -> path.relativize(file).toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
