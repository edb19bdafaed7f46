package io.weft.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.TimerQueue.Timer;
import io.weft.state.snapshot.SnapshotWork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for the timers of every backend. */
public abstract class AbstractTimersTest {

    private static final TypeSerializer<Long> KEYS = LongSerializer.INSTANCE;
    private static final TypeSerializer<String> NAMESPACES = StringSerializer.INSTANCE;

    @TempDir
    private Path directory;

    /** The backend under test. */
    protected abstract KeyedStateBackendFactory factory();

    /** How often to do what is to be done often; fewer times for a backend that takes its time to open. */
    protected int thoroughness(int often) {
        return often;
    }

    private record Expected(long time, long key, String namespace) {}

    private static SortedSet<Expected> none() {
        return new TreeSet<>(Comparator.comparingLong(Expected::time)
                .thenComparingLong(Expected::key)
                .thenComparing(Expected::namespace));
    }

    private BackendFixture fixture() {
        return new BackendFixture(factory(), directory);
    }

    private static Expected expected(Timer<String> timer) {
        return new Expected(timer.time(), (Long) timer.key(), timer.namespace());
    }

    private static void act(
            Random random, KeyedStateBackend backend, TimerQueue<String> timers, SortedSet<Expected> model) {
        long key = random.nextInt(30);
        String namespace = "n" + random.nextInt(3);
        long time = random.nextInt(8) == 0 ? Long.MAX_VALUE - random.nextInt(2) : random.nextInt(100) - 20;
        Expected timer = new Expected(time, key, namespace);
        backend.setCurrentKey(key);
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> assertThat(timers.add(namespace, time)).isEqualTo(model.add(timer));
            case 3, 4 -> assertThat(timers.remove(namespace, time)).isEqualTo(model.remove(timer));
            default -> {
                if (model.isEmpty()) {
                    assertThat(timers.peek()).isNull();
                    assertThat(timers.poll()).isNull();
                } else {
                    assertThat(timers.peek().time()).isEqualTo(model.first().time());
                    Expected first = expected(timers.poll());
                    assertThat(first.time()).isEqualTo(model.first().time());
                    assertThat(model.remove(first)).isTrue();
                    assertThat(backend.currentKey()).isEqualTo(key);
                }
            }
        }
    }

    private static SortedSet<Expected> drain(TimerQueue<String> timers) {
        SortedSet<Expected> drained = none();
        long last = Long.MIN_VALUE;
        for (Timer<String> timer = timers.poll(); timer != null; timer = timers.poll()) {
            assertThat(timer.time()).isGreaterThanOrEqualTo(last);
            last = timer.time();
            assertThat(drained.add(expected(timer))).isTrue();
        }
        assertThat(timers.peek()).isNull();
        return drained;
    }

    @Test
    void comeInOrderOnceForEachKeyNamespaceAndTime() throws Exception {
        for (int seed = 0; seed < thoroughness(50); seed++) {
            Random random = new Random(seed);
            SortedSet<Expected> model = none();
            try (KeyedStateBackend backend = fixture().open(KEYS)) {
                TimerQueue<String> timers = backend.timers("timers", NAMESPACES);
                for (int i = 0; i < 1500; i++) {
                    act(random, backend, timers, model);
                }
                assertThat(drain(timers)).as("seed %d", seed).isEqualTo(model);
            }
        }
    }

    @Test
    void snapshotsHoldThoseThatWereThereWhileTimersChange() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            for (int seed = 0; seed < thoroughness(40); seed++) {
                Random random = new Random(seed);
                SortedSet<Expected> model = none();
                List<SortedSet<Expected>> models = new ArrayList<>();
                List<Future<KeyedSnapshot>> snapshots = new ArrayList<>();
                try (KeyedStateBackend backend = fixture().open(KEYS)) {
                    TimerQueue<String> timers = backend.timers("timers", NAMESPACES);
                    for (int i = 0; i < 1000; i++) {
                        act(random, backend, timers, model);
                        if (i % 200 == 199) {
                            SortedSet<Expected> then = none();
                            then.addAll(model);
                            models.add(then);
                            SnapshotWork<KeyedSnapshot> work = backend.snapshot(BackendFixture.order(i));
                            snapshots.add(writer.submit(() -> work.write(new MemoryStorage())));
                        }
                    }
                }
                for (int i = 0; i < models.size(); i++) {
                    SortedSet<Expected> restored = none();
                    for (KeyedStateBackend backend : fixture()
                            .openAll(
                                    KEYS, 1 + seed % 4, List.of(snapshots.get(i).get()))) {
                        restored.addAll(drain(backend.timers("timers", NAMESPACES)));
                        backend.close();
                    }
                    assertThat(restored).as("seed %d", seed).isEqualTo(models.get(i));
                }
            }
        } finally {
            writer.shutdown();
        }
    }

    @Test
    void thoseThatNobodyAsksForArePassedOn() throws Exception {
        KeyedStateBackend backend = fixture().open(KEYS);
        backend.setCurrentKey(5L);
        backend.timers("timers", NAMESPACES).add("n", 7);

        KeyedStateBackend silent = fixture().open(KEYS, BackendFixture.snapshot(backend));
        KeyedStateBackend restored = fixture().open(KEYS, BackendFixture.snapshot(silent));

        assertThat(drain(restored.timers("timers", NAMESPACES))).containsExactly(new Expected(7, 5, "n"));
    }
}
