package io.weft.state.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.api.config.ExecutionConfig;
import io.weft.api.config.StateBackendOptions;
import io.weft.api.execution.JobID;
import io.weft.api.fs.Path;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.StateTtlConfig;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.Types;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.state.BackendFixture;
import io.weft.state.KeyedStateBackend;
import io.weft.state.backend.StateBackends;
import io.weft.state.inspection.OperatorReport.Entry;
import io.weft.state.inspection.OperatorReport.KeyedState;
import io.weft.state.operator.OperatorStateBackend;
import io.weft.state.snapshot.CheckpointFile;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.state.snapshot.StateReader;
import io.weft.state.snapshot.StateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints as subtasks have written them, read without the job. */
class CheckpointInspectorTest {

    private static final int KEYS = 40;
    private static final int SUBTASKS = 2;
    private static final OperatorId COUNT = OperatorId.ofUid("count");

    @TempDir
    private java.nio.file.Path directory;

    private final ClassLoader engine = CheckpointInspectorTest.class.getClassLoader();

    /** A class of the job's. */
    public static final class Visit {
        public String page;
        public int times;
        public List<Stay> stays = new ArrayList<>();

        public Visit() {}
    }

    /** Another one. */
    public record Stay(long fromMs, Device device) {}

    /** And an enum. */
    public enum Device {
        PHONE,
        DESK
    }

    /** Sees the engine, and none of the job's classes. */
    private final ClassLoader withoutJob = new ClassLoader(engine) {
        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (name.startsWith(CheckpointInspectorTest.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name);
        }
    };

    private CheckpointOrder order(CheckpointKind kind) {
        return new CheckpointOrder(
                7, 1_000, kind, directory.resolve("chk-7").toUri().toString());
    }

    private CheckpointMetadata checkpoint(String backend, CheckpointKind kind) throws Exception {
        CheckpointFile file =
                new CheckpointFile(new Path(directory.resolve("chk-7/tm-1").toUri()), 100);
        List<SubtaskState> subtasks = new ArrayList<>();
        Configuration job = new Configuration();
        job.set(StateBackendOptions.STATE_BACKEND, backend);
        job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        try (StateBackends backends = new StateBackends(new Configuration(), 64 << 20)) {
            BackendFixture fixture = new BackendFixture(backends.of(job), directory.resolve("local"));
            for (int subtask = 0; subtask < SUBTASKS; subtask++) {
                try (KeyedStateBackend keyed = fixture.open(LongSerializer.INSTANCE, subtask, SUBTASKS, List.of())) {
                    fill(keyed, subtask);
                    KeyedSnapshot piece = keyed.snapshot(order(kind)).write(file);
                    subtasks.add(new SubtaskState(
                            false, piece, operatorState(file, subtask), List.of(channel(file, subtask))));
                }
            }
        }
        file.close();
        byte[] splits = {1, 2, 3};
        EnumeratorSnapshot enumerator =
                new EnumeratorSnapshot(COUNT, 4, new StateHandle.Inline(splits), StateReader.checksum(splits, 3));
        CheckpointMetadata metadata = new CheckpointMetadata(
                new JobID(1, 2),
                "Job",
                order(kind),
                List.of(
                        new OperatorState(COUNT, "Count", BackendFixture.MAX_PARALLELISM, enumerator, subtasks),
                        new OperatorState(OperatorId.ofUid("none"), "Nothing", 128, null, List.of())));
        FileCheckpointStorage storage = new FileCheckpointStorage();
        return storage.load(storage.store(metadata));
    }

    private static void fill(KeyedStateBackend keyed, int subtask) throws Exception {
        ValueStateDescriptor<Visit> visits = new ValueStateDescriptor<>("visits", Visit.class);
        visits.initializeSerializerUnlessSet(new ExecutionConfig());
        ValueState<Visit> visit = keyed.state(visits);
        ListState<String> list = keyed.state(new ListStateDescriptor<>("pages", StringSerializer.INSTANCE));
        MapStateDescriptor<String, Long> timed =
                new MapStateDescriptor<>("counts", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
        timed.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(1)).build());
        MapState<String, Long> map = keyed.state(timed);
        var timers = keyed.timers("timers", LongSerializer.INSTANCE);
        for (long key = 0; key < KEYS; key++) {
            if (BackendFixture.subtask(key, SUBTASKS) == subtask) {
                keyed.setCurrentKey(key);
                Visit value = new Visit();
                value.page = "page " + key;
                value.times = (int) key;
                value.stays.add(new Stay(key, Device.DESK));
                visit.update(value);
                list.addAll(List.of("a", "b"));
                map.put("x", key);
                timers.add(1L, key);
                timers.add(2L, key);
            }
        }
    }

    private OperatorStateSnapshot operatorState(CheckpointFile file, int subtask) throws Exception {
        OperatorStateBackend operator = new OperatorStateBackend(
                "Count", subtask, List.of(), StateSource.files(), new ExecutionConfig(), engine);
        operator.getListState(new ListStateDescriptor<>("offsets", Types.LONG)).add(10L + subtask);
        operator.getBroadcastState(new MapStateDescriptor<>("rules", Types.STRING, Types.INT))
                .put("limit", 5);
        return operator.snapshot().write(file);
    }

    private static ChannelSnapshot channel(CheckpointFile file, int subtask) throws IOException {
        byte[] records = new byte[10 + subtask];
        var out = file.begin();
        out.write(records);
        return new ChannelSnapshot(0, out.finish(), StateReader.checksum(records, records.length));
    }

    private CheckpointInspector inspector(CheckpointMetadata checkpoint, ClassLoader classes) {
        return new CheckpointInspector(checkpoint, classes, directory.resolve("scratch"));
    }

    private OperatorReport read(CheckpointMetadata checkpoint, Selection selection) throws IOException {
        List<OperatorReport> reports = inspector(checkpoint, withoutJob).read(selection);
        return reports.get(0);
    }

    private static KeyedState state(OperatorReport report, String name) {
        return report.keyedStates().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"hashmap, CHECKPOINT", "rocksdb, CHECKPOINT"})
    void listsWhatThereIsWithoutTheJobsClasses(String backend, CheckpointKind kind) throws Exception {
        List<OperatorReport> reports =
                inspector(checkpoint(backend, kind), withoutJob).list();

        assertThat(reports).extracting(OperatorReport::name).containsExactly("Count", "Nothing");
        assertThat(reports.get(1).hasNothing()).isTrue();
        OperatorReport count = reports.get(0);
        assertThat(count.problems()).isEmpty();
        assertThat(count.keyType()).isEqualTo("java.lang.Long");
        assertThat(count.keyedStates())
                .extracting(KeyedState::name, KeyedState::kind, KeyedState::timeToLive, KeyedState::keys)
                .containsExactlyInAnyOrder(
                        tuple("visits", "VALUE", false, null),
                        tuple("pages", "LIST", false, null),
                        tuple("counts", "MAP", true, null),
                        tuple("timers", "TIMERS", false, null));
        assertThat(state(count, "visits").type())
                .startsWith(Visit.class.getName() + "{page: java.lang.String, stays: ")
                .contains("device: " + Device.class.getName());
        assertThat(state(count, "counts").type()).isEqualTo("java.lang.String -> java.lang.Long");
        assertThat(count.operatorStates())
                .extracting(OperatorReport.ListOfItems::name, OperatorReport.ListOfItems::items)
                .containsExactlyInAnyOrder(tuple("offsets", 2L), tuple("rules", 1L));
        assertThat(count.enumerator()).isEqualTo(new OperatorReport.Enumerator(4, 3));
        assertThat(count.inFlight()).containsExactly(new OperatorReport.InFlight(0, 2, 21));
    }

    @ParameterizedTest
    @CsvSource({"hashmap, CHECKPOINT", "rocksdb, CHECKPOINT"})
    void countsKeysAndShowsValuesWithoutTheJobsClasses(String backend, CheckpointKind kind) throws Exception {
        OperatorReport count = read(checkpoint(backend, kind), Selection.ALL);

        assertThat(count.problems()).isEmpty();
        assertThat(count.keyedStates())
                .allSatisfy(state -> assertThat(state.keys()).isEqualTo(KEYS));
        assertThat(state(count, "pages").entries()).isEqualTo(2 * KEYS);
        assertThat(state(count, "timers").entries()).isEqualTo(2 * KEYS);
        assertThat(state(count, "visits").bytes()).isPositive();
        assertThat(state(count, "visits").shown())
                .hasSize(KEYS)
                .contains(new Entry(
                        7L,
                        null,
                        Map.of("page", "page 7", "times", 7, "stays", List.of(Map.of("fromMs", 7L, "device", "DESK"))),
                        null));
        assertThat(state(count, "counts").shown()).contains(new Entry(7L, null, Map.of("x", 7L), 1_000_000L));
        assertThat(state(count, "timers").shown()).contains(new Entry(7L, 2L, 7L, null));
        assertThat(count.operatorStates())
                .extracting(OperatorReport.ListOfItems::shown)
                .containsExactlyInAnyOrder(List.of(10L, 11L), List.of(List.of("limit", 5)));
        assertThat(directory.resolve("scratch/database")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"hashmap, CHECKPOINT", "rocksdb, CHECKPOINT"})
    void showsTheSameWithTheJobsClasses(String backend, CheckpointKind kind) throws Exception {
        CheckpointMetadata checkpoint = checkpoint(backend, kind);

        assertThat(inspector(checkpoint, engine).read(Selection.ALL))
                .isEqualTo(inspector(checkpoint, withoutJob).read(Selection.ALL));
    }

    @ParameterizedTest
    @CsvSource({"hashmap, CHECKPOINT", "rocksdb, CHECKPOINT"})
    void showsOneKeyOfOneState(String backend, CheckpointKind kind) throws Exception {
        OperatorReport count = read(checkpoint(backend, kind), new Selection("count", "pages", "12", 100));

        assertThat(count.keyedStates()).hasSize(1);
        assertThat(state(count, "pages").shown()).containsExactly(new Entry(12L, null, List.of("a", "b"), null));
        assertThat(state(count, "pages").keys()).as("not counted").isNull();
    }

    @Test
    void showsNoMoreThanIsAskedForAndCountsAll() throws Exception {
        OperatorReport count =
                read(checkpoint("hashmap", CheckpointKind.SAVEPOINT), new Selection(null, null, null, 3));

        assertThat(state(count, "visits").shown()).hasSize(3);
        assertThat(state(count, "visits").keys()).isEqualTo(KEYS);
    }

    @Test
    void findsOperatorsByUidNameAndId() throws Exception {
        CheckpointMetadata checkpoint = checkpoint("hashmap", CheckpointKind.CHECKPOINT);

        for (String operator : List.of("count", "Count", COUNT.toString())) {
            assertThat(inspector(checkpoint, engine).read(new Selection(operator, null, null, 0)))
                    .extracting(OperatorReport::name)
                    .containsExactly("Count");
        }
        assertThat(inspector(checkpoint, engine).read(new Selection("other", null, null, 0)))
                .isEmpty();
    }

    @Test
    void namesADamagedKeyGroupAndShowsTheRest() throws Exception {
        CheckpointMetadata checkpoint = checkpoint("hashmap", CheckpointKind.CHECKPOINT);
        java.nio.file.Path file = directory.resolve("chk-7/tm-1");
        byte[] bytes = Files.readAllBytes(file);
        KeyedSnapshot.Canonical piece = (KeyedSnapshot.Canonical)
                checkpoint.operators().get(0).subtasks().get(0).keyed();
        int group = IntStream.range(0, piece.groups().size())
                .filter(some -> piece.groups().get(some).length() > 0)
                .findFirst()
                .orElseThrow();
        long at = ((StateHandle.Stored) piece.bytes()).extents().get(0).offset()
                + piece.groups().get(group).offset();
        bytes[(int) at + 5] ^= 1;
        Files.write(file, bytes);

        OperatorReport count = read(checkpoint, Selection.ALL);

        assertThat(count.problems())
                .singleElement()
                .asString()
                .contains("Key group " + group + " of the keyed state of subtask 0", file.toString(), "checksum");
        assertThat(state(count, "visits").shown()).hasSizeBetween(1, KEYS - 1);
        assertThat(state(count, "visits").keys()).as("not known").isNull();
        assertThat(count.operatorStates()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"hashmap, CHECKPOINT", "rocksdb, CHECKPOINT"})
    void namesAMissingFileAndShowsTheRest(String backend, CheckpointKind kind) throws Exception {
        CheckpointMetadata checkpoint = checkpoint(backend, kind);
        Files.delete(directory.resolve("chk-7/tm-1"));

        List<OperatorReport> reports = inspector(checkpoint, withoutJob).read(Selection.ALL);

        assertThat(reports).hasSize(2);
        assertThat(reports.get(0).problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains(
                                "keyed state of subtask 1",
                                directory.resolve("chk-7/tm-1").toString(),
                                "is missing"));
        assertThat(reports.get(0).enumerator()).isNotNull();
    }
}
