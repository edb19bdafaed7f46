package io.weft.state;

import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.model.KeyGroups;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.snapshot.StateSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Opens backends the way an operator's subtasks do, on a clock that the test holds. */
public final class BackendFixture {

    public static final int MAX_PARALLELISM = 128;

    private final KeyedStateBackendFactory factory;
    private final Path directory;
    private final AtomicLong clockMs = new AtomicLong(1_000_000);
    private ClassLoader userCode = BackendFixture.class.getClassLoader();
    private int opened;

    public BackendFixture(KeyedStateBackendFactory factory, Path directory) {
        this.factory = factory;
        this.directory = directory;
    }

    public AtomicLong clockMs() {
        return clockMs;
    }

    /** From now on the classes of the state are found there. */
    public void userCode(ClassLoader classes) {
        userCode = classes;
    }

    /** A backend for all keys. */
    public KeyedStateBackend open(TypeSerializer<?> keys, KeyedSnapshot... restored) throws Exception {
        return open(keys, 0, 1, List.of(restored));
    }

    /** A backend for the keys of one subtask. */
    public KeyedStateBackend open(TypeSerializer<?> keys, int subtask, int parallelism, List<KeyedSnapshot> restored)
            throws Exception {
        KeyGroupRange range = KeyGroupRange.of(subtask, parallelism, MAX_PARALLELISM);
        return factory.open(new KeyedStateSetup(
                "Operator",
                keys,
                MAX_PARALLELISM,
                range,
                restored,
                StateSource.files(),
                userCode,
                clockMs::get,
                directory.resolve("backend-" + opened++),
                new SharedClasses()));
    }

    /** Backends for all subtasks, restored from all pieces. */
    public List<KeyedStateBackend> openAll(TypeSerializer<?> keys, int parallelism, List<KeyedSnapshot> restored)
            throws Exception {
        List<KeyedStateBackend> backends = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            backends.add(open(keys, subtask, parallelism, restored));
        }
        return backends;
    }

    /** The subtask of a key. */
    public static int subtask(Object key, int parallelism) {
        return KeyGroups.subtaskOf(KeyGroups.groupOf(key, MAX_PARALLELISM), parallelism, MAX_PARALLELISM);
    }

    /** Takes a snapshot and writes it at once. */
    public static KeyedSnapshot snapshot(KeyedStateBackend backend) throws Exception {
        return backend.snapshot(order(1)).write(new MemoryStorage());
    }

    public static CheckpointOrder order(long id) {
        return new CheckpointOrder(id, 0, CheckpointKind.SAVEPOINT, "file:/nowhere");
    }
}
