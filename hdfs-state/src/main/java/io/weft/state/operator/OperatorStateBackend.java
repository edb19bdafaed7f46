package io.weft.state.operator;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.BroadcastState;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.OperatorStateStore;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.model.checkpoint.TaskRestore.Share;
import io.weft.state.StateMigrationException;
import io.weft.state.format.KryoWarning;
import io.weft.state.format.SerializerSnapshot.Resolution;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The state of one operator in one subtask that belongs to no key. What was restored and nobody asks for is kept. A snapshot copies the
 * items at once and writes them later. Owned by the thread of its task.
 */
public final class OperatorStateBackend implements OperatorStateStore {

    private final String operator;
    private final int subtask;
    private final ExecutionConfig config;
    private final ClassLoader userCode;
    private final Map<String, ItemList> restored;
    private final Map<String, RegisteredItems> registered = new LinkedHashMap<>();

    /**
     * Reads what is to be restored.
     *
     * @param operator its name, for people
     * @param source where the shares are read
     * @param config for serializers that are made here
     * @param userCode loads the classes of the items
     * @throws io.weft.model.CorruptCheckpointException if that is not what was written
     */
    public OperatorStateBackend(
            String operator,
            int subtask,
            List<Share> shares,
            StateSource source,
            ExecutionConfig config,
            ClassLoader userCode)
            throws IOException {
        this.operator = operator;
        this.subtask = subtask;
        this.config = config;
        this.userCode = userCode;
        this.restored = RestoredItems.read(shares, source);
    }

    @Override
    public <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception {
        return list(stateDescriptor, Mode.SPLIT);
    }

    @Override
    public <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws Exception {
        return list(stateDescriptor, Mode.UNION);
    }

    @SuppressWarnings("unchecked") // checked by mode, and by the serializers when it is restored
    private <S> ListState<S> list(ListStateDescriptor<S> descriptor, Mode mode) throws Exception {
        descriptor.initializeSerializerUnlessSet(config);
        String name = descriptor.getName();
        List<TypeSerializer<Object>> serializers = List.of((TypeSerializer<Object>) descriptor.getElementSerializer());
        return (ListState<S>)
                registered(name, mode, serializers, goOn -> new PartitionedListState<>(name, mode, goOn.get(0)));
    }

    @Override
    @SuppressWarnings("unchecked") // checked by mode, and by the serializers when it is restored
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) throws Exception {
        stateDescriptor.initializeSerializerUnlessSet(config);
        String name = stateDescriptor.getName();
        List<TypeSerializer<Object>> serializers =
                List.of((TypeSerializer<Object>) stateDescriptor.getKeySerializer(), (TypeSerializer<Object>)
                        stateDescriptor.getValueSerializer());
        return (BroadcastState<K, V>) registered(
                name, Mode.BROADCAST, serializers, goOn -> new BroadcastMapState<>(name, goOn.get(0), goOn.get(1)));
    }

    private RegisteredItems registered(
            String name,
            Mode mode,
            List<TypeSerializer<Object>> described,
            Function<List<TypeSerializer<Object>>, RegisteredItems> made)
            throws IOException, StateMigrationException {
        RegisteredItems known = registered.get(name);
        if (known == null) {
            known = register(name, mode, described, made);
            registered.put(name, known);
        } else if (known.mode() != mode) {
            throw new IllegalArgumentException(describe(name) + " is there already, with mode " + known.mode()
                    + ": each state of an operator needs a name of its own");
        }
        return known;
    }

    private RegisteredItems register(
            String name,
            Mode mode,
            List<TypeSerializer<Object>> described,
            Function<List<TypeSerializer<Object>>, RegisteredItems> made)
            throws IOException, StateMigrationException {
        KryoWarning.log(described, describe(name));
        ItemList items = restored.get(name);
        if (items == null) {
            return made.apply(described);
        }
        if (items.mode() != mode) {
            throw new StateMigrationException(describe(name) + " was written with mode " + items.mode()
                    + " and is asked" + " for with mode " + mode + ": give the new state another name");
        }
        List<TypeSerializer<Object>> goOn = described;
        List<List<TypeSerializer<Object>>> readers = new ArrayList<>();
        for (ItemRun run : items.runs()) {
            List<TypeSerializer<Object>> read = new ArrayList<>();
            List<TypeSerializer<Object>> write = new ArrayList<>();
            for (int i = 0; i < goOn.size(); i++) {
                Resolution<Object> part = run.serializers().get(i).resolve(goOn.get(i), describe(name), userCode);
                read.add(part.reads());
                write.add(part.goesOn());
            }
            readers.add(read);
            goOn = write;
        }
        RegisteredItems state = made.apply(goOn);
        for (int i = 0; i < readers.size(); i++) {
            for (byte[] item : items.runs().get(i).items()) {
                state.load(new DataInputDeserializer(item), readers.get(i));
            }
        }
        restored.remove(name);
        return state;
    }

    @Override
    public Set<String> getRegisteredStateNames() {
        return names(mode -> mode != Mode.BROADCAST);
    }

    @Override
    public Set<String> getRegisteredBroadcastStateNames() {
        return names(mode -> mode == Mode.BROADCAST);
    }

    private Set<String> names(Predicate<Mode> modes) {
        Set<String> names = new TreeSet<>();
        registered.values().stream()
                .filter(state -> modes.test(state.mode()))
                .forEach(state -> names.add(state.name()));
        restored.values().stream().filter(items -> modes.test(items.mode())).forEach(items -> names.add(items.name()));
        return names;
    }

    /** True if there is nothing to take a snapshot of. */
    public boolean isEmpty() {
        return registered.isEmpty() && restored.isEmpty();
    }

    /** Takes a snapshot of all that is there now. */
    public SnapshotWork<OperatorStateSnapshot> snapshot() {
        List<RegisteredItems.Frozen> frozen =
                registered.values().stream().map(RegisteredItems::freeze).toList();
        // All subtasks have what was united and nobody asked for: one of them passes it on.
        List<ItemList> passedOn = restored.values().stream()
                .filter(items -> items.mode() != Mode.UNION || subtask == 0)
                .toList();
        return new OperatorStateWork(frozen, passedOn);
    }

    private String describe(String name) {
        return "State '" + name + "' of operator '" + operator + "'";
    }
}
