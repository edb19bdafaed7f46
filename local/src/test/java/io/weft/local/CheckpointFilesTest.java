package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.execution.JobClient;
import io.weft.model.checkpoint.CheckpointFiles;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.state.snapshot.FileCheckpointStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No file stays that no retained checkpoint refers to, whatever fails; and those stay that are to be retained. */
@Timeout(240)
class CheckpointFilesTest {
    private static final String RETENTION = "execution.checkpointing.externalized-checkpoint-retention";
    private static final int CHECKPOINTS = 200;
    private static final int RETAINED = 3;

    @TempDir
    private Path folder;

    private final Probe probe = Probe.reset();

    private StreamExecutionEnvironment environment(String... settings) {
        return ProbedJob.environment(folder.toUri().toString(), settings);
    }

    private static JobClient start(StreamExecutionEnvironment env) throws Exception {
        ProbedJob.countAndCommit(ProbedJob.numbers(env));
        return env.executeAsync();
    }

    private static void cancel(JobClient job) throws Exception {
        job.cancel().get();
        assertThatThrownBy(() -> job.getJobExecutionResult().get()).isInstanceOf(ExecutionException.class);
    }

    private static void await(BooleanSupplier condition) {
        while (!holds(condition)) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false; // a file was deleted while we looked
        }
    }

    /** All that is there, folders too. */
    private List<Path> everything() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        return everything().stream().filter(Files::isRegularFile).toList();
    }

    private List<Path> complete() {
        return files().stream()
                .filter(file -> file.getFileName().toString().equals(FileCheckpointStorage.METADATA))
                .map(Path::getParent)
                .toList();
    }

    private static long id(Path file) {
        for (Path name : file) {
            if (name.toString().startsWith("chk-")) {
                return Long.parseLong(name.toString().substring("chk-".length()));
            }
        }
        throw new AssertionError(file + " belongs to no checkpoint");
    }

    /** What no complete checkpoint refers to. Files of checkpoints later than the last complete one are in use. */
    private Set<Path> orphans() throws IOException {
        List<Path> found = files();
        long latest = 0;
        Set<Path> referred = new HashSet<>();
        for (Path checkpoint : complete()) {
            CheckpointMetadata metadata =
                    new FileCheckpointStorage().load(checkpoint.toUri().toString());
            latest = Math.max(latest, id(checkpoint));
            referred.add(checkpoint.resolve(FileCheckpointStorage.METADATA));
            CheckpointFiles.of(metadata)
                    .forEach(file -> referred.add(Path.of(URI.create(file).getPath())));
        }
        Set<Path> orphans = new HashSet<>();
        for (Path file : found) {
            if (!referred.contains(file) && id(file) <= latest) {
                orphans.add(file);
            }
        }
        return orphans;
    }

    /** Looks until it holds, for files are being deleted while the job goes on. */
    private boolean nothingIsOrphaned() {
        try {
            return orphans().isEmpty() && complete().size() <= RETAINED + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void throwNowAndThen(Random random) {
        probe.onSnapshot = checkpoint -> {
            if (random.nextInt(10) == 0) {
                throw new IOException("declined");
            }
        };
        probe.onNumber = number -> {
            if (random.nextInt(20_000) == 0) {
                throw new IllegalStateException("failed");
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"hashmap,finished", "rocksdb,canceled"})
    void onlyWhatIsReferredToIsThereAfterManyCheckpointsAndFailures(String backend, String end) throws Exception {
        throwNowAndThen(new Random(backend.hashCode()));
        JobClient job = start(environment(
                "state.backend.type",
                backend,
                "execution.checkpointing.incremental",
                "true",
                "execution.checkpointing.num-retained",
                String.valueOf(RETAINED),
                "execution.checkpointing.tolerable-failed-checkpoints",
                "1000",
                RETENTION,
                "RETAIN_ON_CANCELLATION",
                "restart-strategy.type",
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                "1000",
                "restart-strategy.fixed-delay.delay",
                "1 ms"));
        await(() -> probe.completed.size() >= CHECKPOINTS);
        probe.onSnapshot = checkpoint -> {};
        probe.onNumber = number -> {};
        await(this::nothingIsOrphaned);
        assertThat(probe.aborted).isNotEmpty();

        if (end.equals("finished")) {
            probe.finish = true;
            job.getJobExecutionResult().get();
            await(() -> everything().isEmpty());
        } else {
            cancel(job);
            await(() -> nothingIsOrphaned() && complete().size() == RETAINED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aJobGoesOnFromWhatACanceledOneLeft(String backend) throws Exception {
        JobClient first = start(environment(
                "state.backend.type",
                backend,
                "execution.checkpointing.incremental",
                "true",
                RETENTION,
                "RETAIN_ON_CANCELLATION"));
        await(() -> probe.completed.size() > 5);
        cancel(first);
        List<String> before = List.copyOf(CommittingSink.COMMITTED);
        await(() -> nothingIsOrphaned() && complete().size() == 1);

        Probe second = Probe.reset();
        JobClient job = start(environment(
                "state.backend.type",
                backend,
                "execution.state-recovery.path",
                complete().get(0).toUri().toString()));
        await(() -> second.completed.size() > 2);
        second.finish = true;
        job.getJobExecutionResult().get();
        await(() -> complete().size() == 1); // what it started from is not its own
        TreeSet<Long> numbers = new TreeSet<>();
        Stream.concat(before.stream(), CommittingSink.COMMITTED.stream())
                .forEach(line -> numbers.add(Long.valueOf(line.substring(0, line.indexOf(':')))));
        Set<Long> missing = LongStream.range(0, numbers.last())
                .boxed()
                .filter(number -> !numbers.contains(number))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing).as("numbers that neither has committed").isEmpty();
        assertThat(CommittingSink.COMMITTED).as("counts that go on").noneMatch(line -> line.endsWith(":1"));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_EXTERNALIZED_CHECKPOINTS, false, false",
        "DELETE_ON_CANCELLATION, false, true",
        "RETAIN_ON_CANCELLATION, true, true"
    })
    void keepsWhatItsSettingSays(String retention, boolean ifCanceled, boolean ifFailed) throws Exception {
        JobClient canceled = start(environment(RETENTION, retention));
        await(() -> probe.completed.size() > 1);
        cancel(canceled);
        await(() -> complete().size() == (ifCanceled ? 1 : 0)
                && (ifCanceled || everything().isEmpty()));

        Probe second = Probe.reset();
        JobClient failed = start(environment(RETENTION, retention));
        await(() -> second.completed.size() > 1);
        second.onNumber = number -> {
            throw new IllegalStateException("for good");
        };
        assertThatThrownBy(() -> failed.getJobExecutionResult().get()).hasMessageContaining("for good");
        await(() -> complete().size() == (ifCanceled ? 1 : 0) + (ifFailed ? 1 : 0));
    }
}
