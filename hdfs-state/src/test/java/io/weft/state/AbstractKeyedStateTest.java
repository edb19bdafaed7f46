package io.weft.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.Columns.Column;
import io.weft.state.snapshot.SnapshotWork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for the keyed state of every backend: random use compared with hash maps, snapshots while it goes on, rescaling. */
public abstract class AbstractKeyedStateTest {

    private static final TypeSerializer<Long> KEYS = LongSerializer.INSTANCE;

    @TempDir
    private Path directory;

    /** The backend under test. */
    protected abstract KeyedStateBackendFactory factory();

    /** How often to do what is to be done often; fewer times for a backend that takes its time to open. */
    protected int thoroughness(int often) {
        return often;
    }

    /** What all keys hold, by state and key. */
    private static final class Model {
        private final Map<String, Map<Long, Object>> states = new HashMap<>();

        Model() {}

        Model(Model from) {
            from.states.forEach((name, values) -> states.put(name, new HashMap<>(values)));
        }

        Object get(String state, Long key) {
            return states.computeIfAbsent(state, unknown -> new HashMap<>()).get(key);
        }

        void put(String state, Long key, Object value) {
            if (value == null) {
                states.get(state).remove(key);
            } else {
                states.get(state).put(key, value);
            }
        }
    }

    /** The subtasks of an operator. */
    private static final class Job {
        private final List<KeyedStateBackend> backends;
        private final List<Map<String, Column>> columns = new ArrayList<>();
        private final Model model;

        Job(List<KeyedStateBackend> backends, Model model) throws Exception {
            this.backends = backends;
            this.model = model;
            for (KeyedStateBackend backend : backends) {
                columns.add(Columns.open(backend));
            }
        }

        void act(Random random, int keys, int times) throws Exception {
            for (int i = 0; i < times; i++) {
                Long key = (long) random.nextInt(keys);
                Map<String, Column> columnsOfKey = at(key);
                List<String> names = List.copyOf(columnsOfKey.keySet());
                String name = names.get(random.nextInt(names.size()));
                Object before = model.get(name, key);
                Object after = columnsOfKey.get(name).act(random, before);
                model.put(name, key, after);
            }
        }

        private Map<String, Column> at(Long key) {
            int subtask = BackendFixture.subtask(key, backends.size());
            backends.get(subtask).setCurrentKey(key);
            return columns.get(subtask);
        }

        void check(int keys, String when) throws Exception {
            for (long key = 0; key < keys; key++) {
                for (Map.Entry<String, Column> column : at(key).entrySet()) {
                    assertThat(column.getValue().read())
                            .as("%s of key %d %s", column.getKey(), key, when)
                            .isEqualTo(model.get(column.getKey(), key));
                }
            }
        }

        List<SnapshotWork<KeyedSnapshot>> snapshot(long id) throws Exception {
            List<SnapshotWork<KeyedSnapshot>> works = new ArrayList<>();
            for (KeyedStateBackend backend : backends) {
                works.add(backend.snapshot(BackendFixture.order(id)));
            }
            return works;
        }

        void close() throws Exception {
            for (KeyedStateBackend backend : backends) {
                backend.close();
            }
        }
    }

    private record Taken(Model model, List<Future<KeyedSnapshot>> pieces) {}

    private BackendFixture fixture() {
        return new BackendFixture(factory(), directory);
    }

    @Test
    void holdsWhatHashMapsWouldHold() throws Exception {
        for (int seed = 0; seed < thoroughness(20); seed++) {
            Random random = new Random(seed);
            int keys = 1 + random.nextInt(seed % 2 == 0 ? 10 : 300);
            Job job = new Job(fixture().openAll(KEYS, 1, List.of()), new Model());
            job.act(random, keys, 3000);
            job.check(keys, "with seed " + seed);
            job.close();
        }
    }

    @Test
    void restoresAtEveryParallelismWhatWasWrittenAtAny() throws Exception {
        for (int before = 1; before <= thoroughness(8); before++) {
            Random random = new Random(before);
            Job job = new Job(fixture().openAll(KEYS, before, List.of()), new Model());
            job.act(random, 200, 4000);
            List<KeyedSnapshot> pieces = new ArrayList<>();
            for (SnapshotWork<KeyedSnapshot> work : job.snapshot(1)) {
                pieces.add(work.write(new MemoryStorage()));
            }
            for (int after = 1; after <= thoroughness(8); after++) {
                String when = "from " + before + " to " + after;
                Job restored = new Job(fixture().openAll(KEYS, after, pieces), new Model(job.model));
                restored.check(200, when);
                restored.act(random, 200, 300);
                restored.check(200, when + " and changed");
                restored.close();
            }
            job.close();
        }
    }

    @Test
    void snapshotsHoldWhatWasThereWhenTheyWereTakenWhileStateChanges() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try {
            for (int seed = 0; seed < thoroughness(60); seed++) {
                Random random = new Random(seed);
                int keys = 1 + random.nextInt(200);
                Job job = new Job(fixture().openAll(KEYS, 1 + seed % 3, List.of()), new Model());
                List<Taken> taken = new ArrayList<>();
                for (int id = 1; id <= 6; id++) {
                    job.act(random, keys, random.nextInt(1500));
                    List<SnapshotWork<KeyedSnapshot>> works = job.snapshot(id);
                    if (random.nextInt(4) == 0) {
                        works.forEach(SnapshotWork::discard);
                        continue;
                    }
                    Model model = new Model(job.model);
                    List<Future<KeyedSnapshot>> pieces = new ArrayList<>();
                    for (SnapshotWork<KeyedSnapshot> work : works) {
                        pieces.add(writers.submit(() -> work.write(new MemoryStorage())));
                    }
                    taken.add(new Taken(model, pieces));
                }
                job.act(random, keys, 1000);
                job.check(keys, "beside snapshots with seed " + seed);
                job.close();
                for (Taken snapshot : taken) {
                    List<KeyedSnapshot> pieces = new ArrayList<>();
                    for (Future<KeyedSnapshot> piece : snapshot.pieces()) {
                        pieces.add(piece.get());
                    }
                    Job restored = new Job(fixture().openAll(KEYS, 2, pieces), snapshot.model());
                    restored.check(keys, "restored with seed " + seed);
                    restored.close();
                }
            }
        } finally {
            writers.shutdown();
        }
    }

    @Test
    void keepsStateThatNobodyAsksFor() throws Exception {
        Job job = new Job(fixture().openAll(KEYS, 2, List.of()), new Model());
        job.act(new Random(1), 50, 1000);
        List<KeyedSnapshot> pieces = new ArrayList<>();
        for (SnapshotWork<KeyedSnapshot> work : job.snapshot(1)) {
            pieces.add(work.write(new MemoryStorage()));
        }
        List<KeyedSnapshot> passedOn = new ArrayList<>();
        for (KeyedStateBackend silent : fixture().openAll(KEYS, 3, pieces)) {
            passedOn.add(BackendFixture.snapshot(silent));
            silent.close();
        }
        Job restored = new Job(fixture().openAll(KEYS, 2, passedOn), job.model);
        restored.check(50, "passed on");
        restored.close();
        job.close();
    }
}
