package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.State;
import io.weft.api.state.StateDescriptor;
import io.weft.api.state.StateTtlConfig.IncrementalCleanupStrategy;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.KeyedStateBackend;
import io.weft.state.KeyedStateSetup;
import io.weft.state.NamespacedState;
import io.weft.state.StateMigrationException;
import io.weft.state.TimerQueue;
import io.weft.state.format.KryoWarning;
import io.weft.state.format.Reconciliation;
import io.weft.state.format.RestoredPiece;
import io.weft.state.format.RestoredStates;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.heap.table.SnapshotsInFlight;
import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.TableView;
import io.weft.state.heap.table.TimeToLive;
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps state as objects on the heap. All its snapshots are in the canonical form. */
public final class HeapKeyedStateBackend implements KeyedStateBackend {

    private final KeyedStateSetup setup;
    private final TypeSerializer<Object> keySerializer;
    private final CurrentKey key;
    private final SnapshotsInFlight snapshots = new SnapshotsInFlight();
    private final RestoredStates restored;
    private final Map<String, RegisteredState> states = new LinkedHashMap<>();
    private final Map<String, RegisteredTimers> timers = new LinkedHashMap<>();
    // Those that are cleaned up with every record.
    private IncrementalCleanup[] everyRecord = new IncrementalCleanup[0];

    private record RegisteredState(KeyedTables tables, HeapState state) {}

    private record RegisteredTimers(RowSerializers serializers, HeapTimerQueue<?> queue) {}

    private HeapKeyedStateBackend(KeyedStateSetup setup, RestoredStates restored, TypeSerializer<Object> keys) {
        this.setup = setup;
        this.restored = restored;
        this.keySerializer = keys;
        this.key = new CurrentKey(setup.operator(), keys, setup.maxParallelism(), setup.range());
    }

    /** As {@link io.weft.state.KeyedStateBackendFactory#open}. */
    @SuppressWarnings("unchecked") // keys are objects here
    public static HeapKeyedStateBackend open(KeyedStateSetup setup) throws IOException, StateMigrationException {
        RestoredStates restored =
                RestoredStates.open(setup.restored(), setup.range(), setup.operator(), setup.source());
        try {
            TypeSerializer<Object> keys = Reconciliation.ofKeys(
                    setup.operator(),
                    (TypeSerializer<Object>) setup.keySerializer(),
                    restored.keys(),
                    setup.userCode());
            return new HeapKeyedStateBackend(setup, restored, keys);
        } catch (StateMigrationException e) {
            restored.close();
            throw e;
        }
    }

    @Override
    public void setCurrentKey(Object newKey) {
        key.set(newKey);
        for (IncrementalCleanup cleanup : everyRecord) {
            cleanup.step();
        }
    }

    @Override
    public Object currentKey() {
        return key.key();
    }

    @Override
    @SuppressWarnings("unchecked") // the descriptor says which state it is
    public <S extends State> S state(StateDescriptor<S, ?> descriptor) throws IOException, StateMigrationException {
        return (S) registered(descriptor, null).state();
    }

    @Override
    public <N, S extends State> NamespacedState<N, S> state(
            StateDescriptor<S, ?> descriptor, TypeSerializer<N> namespaces)
            throws IOException, StateMigrationException {
        return new HeapNamespacedState<>(registered(descriptor, namespaces).state());
    }

    private RegisteredState registered(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces)
            throws IOException, StateMigrationException {
        RegisteredState known = states.get(descriptor.getName());
        if (known == null) {
            RegisteredState fresh = register(descriptor, namespaces);
            states.put(descriptor.getName(), fresh);
            return fresh;
        }
        StateKind kind = StateKind.of(descriptor.getType());
        boolean namespaced = known.tables().layout().namespaced();
        if (known.tables().kind() != kind || namespaced != (namespaces != null)) {
            throw alreadyThere(descriptor.getName());
        }
        return known;
    }

    private IllegalArgumentException alreadyThere(String name) {
        return new IllegalArgumentException("Operator '" + setup.operator() + "' has another state with the name '"
                + name + "': each state of an operator needs a name of its own");
    }

    private RegisteredState register(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces)
            throws IOException, StateMigrationException {
        String name = descriptor.getName();
        if (timers.containsKey(name)) {
            throw alreadyThere(name);
        }
        TimeToLive timeToLive = TimeToLive.of(descriptor.getTtlConfig(), setup.clockMs());
        StateKind kind = StateKind.of(descriptor.getType());
        RowSerializers described = RowSerializers.of(keySerializer, namespaces, descriptor);
        KryoWarning.log(described.values(), describe(name));
        List<RestoredPiece> pieces = restored.take(name);
        Reconciliation reconciled = Reconciliation.of(describe(name), kind, described, pieces, setup.userCode());
        KeyedTables tables = HeapStates.tables(
                name,
                kind,
                reconciled.goesOn(),
                timeToLive,
                snapshots,
                setup.range().size());
        RowLoader loader = loader();
        long nowMs = setup.clockMs().getAsLong();
        restored.drain(pieces, (piece, group, rows) -> {
            RowSerializers readers = reconciled.readers().get(piece);
            loader.load(pieces.get(piece).schema(), group, rows, readers, tables, nowMs);
        });
        IncrementalCleanup cleanup = cleanup(descriptor, tables);
        CurrentRow row = new CurrentRow(key, tables, cleanup);
        return new RegisteredState(tables, HeapStates.state(descriptor, tables, row, setup.classes()));
    }

    private String describe(String name) {
        return "State '" + name + "' of operator '" + setup.operator() + "'";
    }

    private RowLoader loader() {
        return new RowLoader(
                setup.operator(), setup.maxParallelism(), setup.range().first());
    }

    /** What looks through the state whenever it is accessed; null if it need not be, or is with every record. */
    private IncrementalCleanup cleanup(StateDescriptor<?, ?> descriptor, KeyedTables tables) {
        IncrementalCleanupStrategy strategy = tables.timeToLive() == null
                ? null
                : descriptor.getTtlConfig().getCleanupStrategies().getIncrementalCleanupStrategy();
        if (strategy == null || strategy.getCleanupSize() == 0) {
            return null;
        }
        IncrementalCleanup cleanup = new IncrementalCleanup(tables, strategy.getCleanupSize());
        if (!strategy.runCleanupForEveryRecord()) {
            return cleanup;
        }
        everyRecord = Arrays.copyOf(everyRecord, everyRecord.length + 1);
        everyRecord[everyRecord.length - 1] = cleanup;
        return null;
    }

    @Override
    @SuppressWarnings(
            "unchecked") // asked for by the same name with another type, its namespaces fail where they are used
    public <N> TimerQueue<N> timers(String name, TypeSerializer<N> namespaces)
            throws IOException, StateMigrationException {
        RegisteredTimers known = timers.get(name);
        if (known != null) {
            return (TimerQueue<N>) known.queue();
        }
        if (states.containsKey(name)) {
            throw alreadyThere(name);
        }
        RowSerializers described = RowSerializers.ofTimers(keySerializer, namespaces);
        List<RestoredPiece> pieces = restored.take(name);
        Reconciliation reconciled =
                Reconciliation.of(describe(name), StateKind.TIMERS, described, pieces, setup.userCode());
        HeapTimerQueue<N> queue =
                new HeapTimerQueue<>(key, snapshots, setup.range().size());
        RowLoader loader = loader();
        restored.drain(pieces, (piece, group, rows) -> {
            RowSerializers readers = reconciled.readers().get(piece);
            loader.loadTimers(pieces.get(piece).schema(), group, rows, readers, queue);
        });
        timers.put(name, new RegisteredTimers(reconciled.goesOn(), queue));
        return queue;
    }

    @Override
    @SuppressWarnings("unchecked") // the descriptor says which state it is
    public <S extends State> void forEachKey(StateDescriptor<S, ?> descriptor, KeyVisitor<S> visitor) throws Exception {
        RegisteredState registered = registered(descriptor, null);
        Object before = key.key();
        for (int group = 0; group < registered.tables().groupCount(); group++) {
            StateTable table = registered.tables().find(group);
            if (table != null) {
                TableView held = table.hold();
                for (int slot = 0; slot < held.slots(); slot++) {
                    if (held.isTaken(slot)) {
                        key.set(held.key(slot));
                        visitor.visit(held.key(slot), (S) registered.state());
                    }
                }
                table.release(held);
            }
        }
        if (before != null) {
            key.set(before);
        }
    }

    @Override
    public void endRestore() throws IOException {
        restored.readAll();
    }

    @Override
    public SnapshotWork<KeyedSnapshot> snapshot(CheckpointOrder order) throws IOException {
        snapshots.begin();
        TypeSerializer<Object> keys = keySerializer.duplicate();
        List<FrozenState> frozen = new ArrayList<>();
        states.values().forEach(state -> frozen.add(new FrozenTables(state.tables(), keys)));
        timers.forEach((name, registered) ->
                frozen.add(new FrozenTimers(name, registered.serializers().duplicate(keys), registered.queue())));
        restored.rest()
                .forEach(
                        piece -> frozen.add(new FrozenPiece(piece, setup.range().first())));
        return new HeapSnapshot(setup.range(), keys, frozen, snapshots);
    }

    @Override
    public void checkpointCompleted(long id) {
        // Each snapshot is complete in itself.
    }

    @Override
    public void checkpointAborted(long id) {
        // Each snapshot is complete in itself.
    }

    @Override
    public void close() {
        states.clear();
        timers.clear();
        restored.close();
    }
}
