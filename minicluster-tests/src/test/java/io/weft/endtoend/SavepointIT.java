package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.Patience;
import io.weft.testjobs.Continued;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a job counted goes on in the next one, whatever that one looks like, and every record counts once. */
class SavepointIT extends EndToEnd {
    private static final int JOB_FAILED = 1;
    private static final int NOTHING_DONE = 2;
    private static final int RECORDS = 20_000;
    private static final String SLOWLY = "200";
    private static final String QUICKLY = "1000000";
    private static final Pattern JOB_ID = Pattern.compile("\\(([0-9a-f]{32})\\)");

    @Test
    void aStoppedJobGoesOnWithOtherParallelismBackendAndTopology() throws Exception {
        String counts = folder + "/counts";
        String savepoints = folder + "/savepoints";
        Outcome session = weft.run(
                "yarn-session", "start", "-D", "taskmanager.numberOfTaskSlots=3", "-D", "state.backend.type=rocksdb");
        assertThat(session.exitCode()).describedAs(session.printed()).isZero();
        try {
            String first = start(counts, "first", "--mode", "session", "-p", "2", "-D", "state.backend.type=hashmap");
            awaitMore(counts);
            String origin = path(weft.run("weft", "stop", first, "--savepoint", savepoints));
            List<String> former = shown(counts);
            assertThat(former).noneMatch(line -> line.contains("has")).hasSizeLessThan(RECORDS);
            assertThat(numbered(former)).isEqualTo(former.size());

            goesOnWithThreeSubtasksInRocksAndBackAgain(origin, counts, savepoints);
            goesOnWithOtherOperatorsIfThatIsWanted(origin, former);
            assertThat(hadoop.filesBelow(savepoints))
                    .as("it was not claimed")
                    .anyMatch(file -> origin.endsWith(parent(file)));
        } finally {
            assertThat(weft.run("yarn-session", "stop").exitCode()).isZero();
        }
    }

    private void goesOnWithThreeSubtasksInRocksAndBackAgain(String origin, String counts, String savepoints)
            throws IOException {
        String second = start(
                counts, "first", "--mode", "session", "-p", "3", "-D", "state.backend.type=rocksdb", "--from", origin);
        awaitMore(counts);
        String next = path(weft.run("weft", "savepoint", second, savepoints));
        assertThat(next).isNotEqualTo(origin);
        String last = path(weft.run("weft", "stop", second, "--savepoint", savepoints));
        Outcome end =
                finish(counts, "first", "--mode", "session", "-p", "2", "-D", "state.backend.type=hashmap", "-s", last);
        assertThat(end.exitCode()).describedAs(end.printed()).isZero();
        assertThat(sorted(shown(counts))).isEqualTo(everything());
    }

    private void goesOnWithOtherOperatorsIfThatIsWanted(String origin, List<String> former) throws IOException {
        String counts = folder + "/later";
        Outcome refused = finish(counts, "later", "--mode", "session", "--from", origin);
        assertThat(refused.exitCode()).describedAs(refused.printed()).isEqualTo(JOB_FAILED);
        assertThat(refused.err())
                .contains("--allow-non-restored-state", "Process")
                .doesNotContain("\tat ");
        Outcome end = finish(counts, "later", "--mode", "session", "--from", origin, "--allow-non-restored-state");
        assertThat(end.exitCode()).describedAs(end.printed()).isZero();
        List<String> all = new ArrayList<>(former);
        all.addAll(shown(counts));
        assertThat(sorted(all)).isEqualTo(everything());
    }

    @Test
    void aCancelledJobGoesOnFromItsRetainedCheckpointWhichStaysUntilItIsClaimed() throws Exception {
        String counts = folder + "/counts";
        String checkpoints = folder + "/checkpoints";
        String[] incremental = {
            "-D", "execution.checkpointing.dir=" + checkpoints,
            "-D", "execution.checkpointing.externalized-checkpoint-retention=retain-on-cancellation",
            "-D", "state.backend.type=rocksdb",
            "-D", "execution.checkpointing.incremental=true"
        };
        String first = start(counts, "first", with(incremental, "-p", "2"));
        awaitMore(counts);
        cancel(first);
        List<String> files = hadoop.filesBelow(checkpoints);
        String retained = metadata(files);

        // Looked at while the job has checkpoints of its own: these must not refer to what is not theirs.
        String second = start(counts, "first", with(incremental, "-p", "3", "--from", retained));
        awaitMore(counts);
        assertThat(hadoop.filesBelow(checkpoints)).containsAll(files);
        cancel(second);
        assertThat(hadoop.filesBelow(checkpoints)).containsAll(files);
        List<String> filesOfSecond = new ArrayList<>(hadoop.filesBelow(checkpoints));
        filesOfSecond.removeAll(files);

        String third = start(counts, "first", with(incremental, "--from", parent(metadata(filesOfSecond)), "--claim"));
        Patience.until(
                "what was claimed to go",
                JOB,
                () -> hadoop.filesBelow(checkpoints).stream().noneMatch(filesOfSecond::contains));
        assertThat(hadoop.filesBelow(checkpoints)).containsAll(files);
        String drained = path(weft.run("weft", "stop", third, "--drain", "--savepoint", folder + "/savepoints"));
        List<String> lines = shown(counts);
        assertThat(lines.stream().filter(line -> line.contains("has")))
                .as("a key's timer says how many there were")
                .hasSize(Continued.KEYS);
        assertThat(numbered(lines)).isEqualTo(lines.size() - Continued.KEYS).isLessThan(RECORDS);

        assertThat(weft.run("weft", "savepoint", "--dispose", parent(retained)).exitCode())
                .isEqualTo(NOTHING_DONE);
        assertThat(weft.run("weft", "savepoint", "--dispose", drained).exitCode())
                .isZero();
        assertThat(hadoop.filesBelow(folder + "/savepoints")).isEmpty();
        assertThat(hadoop.filesBelow(checkpoints)).isEqualTo(files);
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingIsDone() throws Exception {
        Outcome nowhere = finish(folder + "/counts", "first", "--from", folder + "/none");
        assertThat(nowhere.exitCode()).isEqualTo(NOTHING_DONE);
        assertThat(nowhere.err()).contains("There is no checkpoint or savepoint", folder + "/none");
        hadoop.write(folder + "/chk-3/data", "no metadata");
        Outcome above = finish(folder + "/counts", "first", "--from", folder);
        assertThat(above.exitCode()).isEqualTo(NOTHING_DONE);
        assertThat(above.err()).contains("no file _metadata in it", "chk-3").doesNotContain("\tat ");
        assertThat(hadoop.livingApplications()).isEmpty();

        String application = start(APPLICATION, folder + "/counts", "first", "--mode", "application");
        // A savepoint needs all tasks, and a job is RUNNING before the last of them is.
        awaitMore(folder + "/counts");
        Outcome noDirectory = weft.run("weft", "savepoint", application);
        assertThat(noDirectory.exitCode()).describedAs(noDirectory.printed()).isEqualTo(JOB_FAILED);
        assertThat(noDirectory.err())
                .contains("execution.checkpointing.savepoint-dir")
                .doesNotContain("\tat ");
        path(weft.run("weft", "stop", application, "--savepoint", folder + "/savepoints"));
        // Its program may have more to do, so nobody has waited for it.
        Patience.until(
                "the application to end", JOB, () -> hadoop.livingApplications().isEmpty());
    }

    /** Waits until the job that runs has shown some of what it counts. */
    private void awaitMore(String counts) throws IOException {
        int before = shown(counts).size();
        Patience.until("more lines in " + counts, JOB, () -> shown(counts).size() > before + 100);
    }

    /** The lines that the sink has published. What no checkpoint has of a cancelled job stays beside them, out of sight. */
    private List<String> shown(String counts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : hadoop.filesBelow(counts)) {
            if (!file.contains("/.inprogress")) {
                lines.addAll(hadoop.read(file).lines().toList());
            }
        }
        return lines;
    }

    /** Starts the job slowly, does not wait for it, and gives its id. */
    private String start(String counts, String topology, String... options) throws IOException {
        return start(JOB_ID, counts, topology, options);
    }

    private String start(Pattern id, String counts, String topology, String... options) throws IOException {
        Outcome outcome = submit(
                "Continued",
                line(
                        SLOWLY,
                        counts,
                        topology,
                        with(options, "--detached", "-D", "execution.checkpointing.interval=200 ms")));
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        Matcher matcher = id.matcher(outcome.err());
        assertThat(matcher.find()).describedAs(outcome.printed()).isTrue();
        return matcher.group(matcher.groupCount());
    }

    private void cancel(String job) throws IOException {
        Outcome outcome = weft.run("weft", "cancel", job);
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
    }

    /** Runs the job as quickly as it can, to its end. */
    private Outcome finish(String counts, String topology, String... options) throws IOException {
        return submit("Continued", line(QUICKLY, counts, topology, options));
    }

    private static String[] line(String perSecond, String counts, String topology, String... options) {
        return with(options, "--", String.valueOf(RECORDS), perSecond, "hdfs://" + counts, topology);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    /** What a command prints that has made a savepoint: its path alone. */
    private static String path(Outcome outcome) {
        assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        assertThat(outcome.out()).matches("hdfs://\\S+/savepoint-[0-9a-f]+-[0-9a-f]+\\R");
        return outcome.out().strip();
    }

    /** The only metadata file among these. */
    private static String metadata(List<String> files) {
        List<String> found =
                files.stream().filter(file -> file.endsWith("/_metadata")).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String parent(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }

    /** How many records were counted, each once. */
    private static int numbered(List<String> lines) {
        List<String> numbers = lines.stream().filter(line -> line.contains(":")).toList();
        Set<String> all = new HashSet<>(numbers);
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers).allMatch(line -> line.endsWith(":1") || all.contains(before(line)));
        return numbers.size();
    }

    private static String before(String line) {
        int colon = line.indexOf(':');
        return line.substring(0, colon + 1) + (Long.parseLong(line.substring(colon + 1)) - 1);
    }

    private static List<String> everything() {
        int each = RECORDS / Continued.KEYS;
        return IntStream.range(0, Continued.KEYS)
                .boxed()
                .flatMap(key -> Stream.concat(
                        IntStream.rangeClosed(1, each).mapToObj(count -> key + ":" + count),
                        Stream.of(key + " has " + each)))
                .sorted()
                .toList();
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
