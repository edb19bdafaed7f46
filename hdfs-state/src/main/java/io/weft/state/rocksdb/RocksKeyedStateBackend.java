package io.weft.state.rocksdb;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.State;
import io.weft.api.state.StateDescriptor;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateSetup;
import io.weft.state.NamespacedState;
import io.weft.state.StateMigrationException;
import io.weft.state.TimerQueue;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KryoWarning;
import io.weft.state.format.Reconciliation;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.format.StateKind;
import io.weft.state.heap.table.TimeToLive;
import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.database.LocalDirectory;
import io.weft.state.rocksdb.database.RocksMetrics;
import io.weft.state.rocksdb.database.RocksResources;
import io.weft.state.rocksdb.database.Rows;
import io.weft.state.rocksdb.database.StateFamily;
import io.weft.state.rocksdb.kind.CurrentKey;
import io.weft.state.rocksdb.kind.CurrentRow;
import io.weft.state.rocksdb.kind.ExpirySweep;
import io.weft.state.rocksdb.kind.RocksNamespacedState;
import io.weft.state.rocksdb.kind.RocksState;
import io.weft.state.rocksdb.kind.RocksStates;
import io.weft.state.rocksdb.kind.RocksTimerQueue;
import io.weft.state.rocksdb.kind.StateAccess;
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Keeps state in RocksDB. Checkpoints are made of its own files, savepoints are in the canonical form. What has a time to live is taken away
 * when it is read after its end, bit by bit while the state is used (see {@link ExpirySweep}), and left out of savepoints if the state is
 * configured so.
 */
public final class RocksKeyedStateBackend implements KeyedStateBackend {

    private final KeyedStateSetup setup;
    private final Database database;
    private final TypeSerializer<Object> keySerializer;
    private final CurrentKey key;
    private final ReadOptions readOptions = new ReadOptions();
    // Null if each checkpoint is complete in itself.
    private final UploadedFiles uploaded;
    private final FamilyLoader loader;
    // Restored and not asked for yet.
    private final Map<String, List<StateFamily>> unclaimed = new LinkedHashMap<>();
    private final Map<String, RegisteredState> states = new LinkedHashMap<>();
    private final Map<String, RegisteredTimers> timers = new LinkedHashMap<>();
    private long links;
    private boolean closed;

    private record RegisteredState(ClaimedFamily claimed, TimeToLive timeToLive, RocksState state) {}

    private record RegisteredTimers(ClaimedFamily claimed, RocksTimerQueue<?> queue) {}

    private RocksKeyedStateBackend(
            KeyedStateSetup setup, RestoredDatabase restored, TypeSerializer<Object> keys, boolean incremental) {
        this.setup = setup;
        this.database = restored.database();
        this.keySerializer = keys;
        this.key = new CurrentKey(setup.operator(), keys, setup.maxParallelism(), setup.range());
        this.uploaded = incremental ? new UploadedFiles(restored.files()) : null;
        this.loader = new FamilyLoader(setup, database);
        for (StateFamily family : restored.families()) {
            unclaimed
                    .computeIfAbsent(family.schema().name(), name -> new ArrayList<>())
                    .add(family);
        }
    }

    /**
     * As {@link io.weft.state.KeyedStateBackendFactory#open}.
     *
     * @param directory for the database; gone when the backend is closed and its last snapshot is written
     * @param incremental true if checkpoints refer to files that earlier ones have made durable
     */
    @SuppressWarnings("unchecked") // keys are objects here
    public static RocksKeyedStateBackend open(
            KeyedStateSetup setup, RocksResources resources, Path directory, boolean incremental)
            throws IOException, StateMigrationException, RocksDBException {
        boolean done = false;
        RestoredDatabase restored = null;
        try (RocksRestore restore = new RocksRestore(setup, resources, directory)) {
            restored = restore.restore();
            TypeSerializer<Object> keys = Reconciliation.ofKeys(
                    setup.operator(),
                    (TypeSerializer<Object>) setup.keySerializer().duplicate(),
                    restored.keys(),
                    setup.userCode());
            RocksKeyedStateBackend backend = new RocksKeyedStateBackend(setup, restored, keys, incremental);
            done = true;
            return backend;
        } finally {
            if (!done) {
                if (restored != null) {
                    restored.database().release();
                }
                LocalDirectory.delete(directory);
            }
        }
    }

    @Override
    public void setCurrentKey(Object newKey) {
        key.set(newKey);
    }

    @Override
    public Object currentKey() {
        return key.key();
    }

    @Override
    @SuppressWarnings("unchecked") // the descriptor says which state it is
    public <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
        return (S) registered(descriptor, null).state();
    }

    @Override
    public <N, S extends State> NamespacedState<N, S> state(
            StateDescriptor<S, ?> descriptor, TypeSerializer<N> namespaces) throws Exception {
        return new RocksNamespacedState<>(registered(descriptor, namespaces).state());
    }

    private RegisteredState registered(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces)
            throws Exception {
        String name = descriptor.getName();
        RegisteredState known = states.get(name);
        if (known == null) {
            if (timers.containsKey(name)) {
                throw alreadyThere(name);
            }
            RegisteredState fresh = register(descriptor, namespaces);
            states.put(name, fresh);
            return fresh;
        }
        ClaimedFamily claimed = known.claimed();
        if (claimed.kind() != StateKind.of(descriptor.getType())
                || (claimed.serializers().namespaces() == null) != (namespaces == null)) {
            throw alreadyThere(name);
        }
        return known;
    }

    private IllegalArgumentException alreadyThere(String name) {
        return new IllegalArgumentException("Operator '" + setup.operator() + "' has another state with the name '"
                + name + "': each state of an operator needs a name of its own");
    }

    private RegisteredState register(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces) throws Exception {
        TimeToLive timeToLive = TimeToLive.of(descriptor.getTtlConfig(), setup.clockMs());
        RowSerializers described =
                RowSerializers.of(keySerializer, namespaces == null ? null : namespaces.duplicate(), descriptor);
        String name = descriptor.getName();
        KryoWarning.log(described.values(), describe(name));
        ClaimedFamily claimed = claim(name, StateKind.of(descriptor.getType()), timeToLive != null, described);
        CurrentRow row = new CurrentRow(key, name, claimed.serializers().namespaces());
        RocksState state = RocksStates.state(descriptor, row, access(claimed), timeToLive, claimed.serializers());
        if (timeToLive != null
                && descriptor.getTtlConfig().getCleanupStrategies().inRocksdbCompactFilter()) {
            state.sweepWith(new ExpirySweep(claimed.kind(), access(claimed), timeToLive));
        }
        return new RegisteredState(claimed, timeToLive, state);
    }

    private String describe(String name) {
        return "State '" + name + "' of operator '" + setup.operator() + "'";
    }

    private ClaimedFamily claim(String name, StateKind kind, boolean stamped, RowSerializers described)
            throws Exception {
        List<StateFamily> restored = unclaimed.getOrDefault(name, List.of());
        ClaimedFamily claimed = loader.claim(describe(name), name, kind, stamped, described, restored);
        unclaimed.remove(name);
        return claimed;
    }

    private StateAccess access(ClaimedFamily claimed) {
        return new StateAccess(claimed.name(), database, claimed.handle(), readOptions);
    }

    @Override
    @SuppressWarnings("unchecked") // with another type than before, its namespaces fail where they are used
    public <N> TimerQueue<N> timers(String name, TypeSerializer<N> namespaces) throws Exception {
        RegisteredTimers known = timers.get(name);
        if (known != null) {
            return (TimerQueue<N>) known.queue();
        }
        if (states.containsKey(name)) {
            throw alreadyThere(name);
        }
        RowSerializers described = RowSerializers.ofTimers(keySerializer, namespaces.duplicate());
        boolean empty = !unclaimed.containsKey(name);
        ClaimedFamily claimed = claim(name, StateKind.TIMERS, false, described);
        RocksTimerQueue<N> queue =
                new RocksTimerQueue<>(key, setup.range(), access(claimed), claimed.serializers(), empty);
        timers.put(name, new RegisteredTimers(claimed, queue));
        return queue;
    }

    @Override
    @SuppressWarnings("unchecked") // the descriptor says which state it is
    public <S extends State> void forEachKey(StateDescriptor<S, ?> descriptor, KeyVisitor<S> visitor) throws Exception {
        RegisteredState registered = registered(descriptor, null);
        Object before = key.key();
        DataInputDeserializer in = new DataInputDeserializer();
        byte[] visited = null;
        database.log().flush();
        try (RocksIterator rows =
                database.rocks().newIterator(registered.claimed().handle(), readOptions)) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                byte[] row = rows.key();
                if (visited == null || !Rows.startsWith(row, visited)) {
                    in.setBuffer(row, Rows.GROUP_BYTES, row.length - Rows.GROUP_BYTES);
                    Object of = keySerializer.deserialize(in);
                    visited = Arrays.copyOf(row, row.length - in.available());
                    key.set(of);
                    visitor.visit(of, (S) registered.state());
                }
            }
            rows.status();
        }
        if (before != null) {
            key.set(before);
        }
    }

    @Override
    public void endRestore() {
        // All is in the database.
    }

    @Override
    public SnapshotWork<KeyedSnapshot> snapshot(CheckpointOrder order) throws Exception {
        if (!database.hold()) {
            throw new IllegalStateException("The state of operator '" + setup.operator() + "' is closed");
        }
        boolean done = false;
        try {
            SnapshotWork<KeyedSnapshot> work = order.kind().isSavepoint() ? savepoint() : checkpoint(order.id());
            done = true;
            return work;
        } finally {
            if (!done) {
                database.release();
            }
        }
    }

    private SnapshotWork<KeyedSnapshot> savepoint() throws IOException {
        List<CanonicalRows> rows = new ArrayList<>();
        states.values()
                .forEach(state -> rows.add(new CanonicalRows(state.claimed().described(), state.timeToLive())));
        timers.values()
                .forEach(queue -> rows.add(new CanonicalRows(queue.claimed().described(), null)));
        unclaimed.values().forEach(families -> families.forEach(family -> rows.add(new CanonicalRows(family, null))));
        return new CanonicalSnapshot(setup.range(), SerializerSnapshot.of(keySerializer), rows, database);
    }

    private SnapshotWork<KeyedSnapshot> checkpoint(long id) throws IOException, RocksDBException {
        List<StateFamily> families = new ArrayList<>();
        states.values().forEach(state -> families.add(state.claimed().described()));
        timers.values().forEach(queue -> families.add(queue.claimed().described()));
        unclaimed.values().forEach(families::addAll);
        List<FamilyHeader.Family> names = new ArrayList<>();
        for (StateFamily family : families) {
            names.add(new FamilyHeader.Family(database.name(family.handle()), family.form()));
        }
        KeyedHeader keyed = new KeyedHeader(
                SerializerSnapshot.of(keySerializer),
                families.stream().map(StateFamily::schema).toList());
        // Not by the checkpoint's id: one that was given up may still be removing its links.
        Path target = database.scratch("snapshot-" + links++);
        return new FilesSnapshot(id, setup.range(), new FamilyHeader(names, keyed), target, database, uploaded);
    }

    @Override
    public void checkpointCompleted(long id) {
        if (uploaded != null) {
            uploaded.completed(id);
        }
    }

    @Override
    public void checkpointAborted(long id) {
        if (uploaded != null) {
            uploaded.aborted(id);
        }
    }

    /** How the database does. May be asked by any thread. */
    public RocksMetrics metrics() {
        return new RocksMetrics(database);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            readOptions.close();
            database.release();
        }
    }
}
