package io.weft.state.operator;

import io.weft.api.config.ExecutionConfig;
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
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The operator state of one operator in one subtask. What was restored and nobody asks for is kept and goes into every snapshot. Owned by
 * the task's thread.
 */
public final class OperatorStateBackend implements OperatorStateStore {

    private final String operator;
    private final ExecutionConfig configuration;
    private final ClassLoader userCode;
    private final Map<String, RestoredList> restored;
    private final Map<String, OperatorList<?>> lists = new TreeMap<>();
    private final Map<String, BroadcastMap<?, ?>> maps = new TreeMap<>();

    /**
     * Reads what is to be restored.
     *
     * @param operator its name, for people
     * @param configuration makes serializers
     */
    public OperatorStateBackend(
            String operator, List<Share> shares, ExecutionConfig configuration, ClassLoader userCode)
            throws IOException {
        this.configuration = configuration;
        this.operator = operator;
        this.userCode = userCode;
        this.restored = RestoredList.read(operator, shares);
    }

    @Override
    public <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) throws Exception {
        return list(descriptor, Mode.SPLIT);
    }

    @Override
    public <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) throws Exception {
        return list(descriptor, Mode.UNION);
    }

    @SuppressWarnings("unchecked") // the same descriptor was given before
    private <S> ListState<S> list(ListStateDescriptor<S> descriptor, Mode mode) throws Exception {
        String name = descriptor.getName();
        OperatorList<S> known = (OperatorList<S>) lists.get(name);
        if (known == null) {
            descriptor.initializeSerializerUnlessSet(configuration);
            TypeSerializer<S> serializer = descriptor.getElementSerializer();
            List<S> items = restored.containsKey(name)
                    ? restored(name, mode).items(what(name), serializer, userCode)
                    : new ArrayList<>();
            known = new OperatorList<>(mode, serializer, items);
            lists.put(name, known);
            restored.remove(name);
        } else if (known.mode() != mode) {
            throw otherMode(name, known.mode(), mode);
        }
        return known;
    }

    @Override
    @SuppressWarnings("unchecked") // the same descriptor was given before
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) throws Exception {
        String name = descriptor.getName();
        BroadcastMap<K, V> known = (BroadcastMap<K, V>) maps.get(name);
        if (known == null) {
            descriptor.initializeSerializerUnlessSet(configuration);
            TypeSerializer<K> keys = descriptor.getKeySerializer();
            TypeSerializer<V> values = descriptor.getValueSerializer();
            known = new BroadcastMap<>(keys, values);
            if (restored.containsKey(name)) {
                restored(name, Mode.BROADCAST).putAll(what(name), known, userCode);
            }
            maps.put(name, known);
            restored.remove(name);
        }
        return known;
    }

    private RestoredList restored(String name, Mode mode) throws StateMigrationException {
        RestoredList list = restored.get(name);
        if (list.mode() != mode) {
            throw otherMode(name, list.mode(), mode);
        }
        return list;
    }

    private StateMigrationException otherMode(String name, Mode before, Mode now) {
        return new StateMigrationException(what(name) + " was spread as " + before + " and is now asked for as " + now
                + ": give the new one another name");
    }

    private String what(String name) {
        return "State '" + name + "' of operator '" + operator + "'";
    }

    @Override
    public Set<String> getRegisteredStateNames() {
        return names(lists.keySet(), false);
    }

    @Override
    public Set<String> getRegisteredBroadcastStateNames() {
        return names(maps.keySet(), true);
    }

    private Set<String> names(Set<String> asked, boolean broadcast) {
        Set<String> names = new LinkedHashSet<>(asked);
        restored.forEach((name, list) -> {
            if ((list.mode() == Mode.BROADCAST) == broadcast) {
                names.add(name);
            }
        });
        return names;
    }

    /** True if nothing was restored and nobody has asked for anything. */
    public boolean isEmpty() {
        return restored.isEmpty() && lists.isEmpty() && maps.isEmpty();
    }

    /** Serializes everything, at once: it is little, and its elements may change right afterwards. */
    public SnapshotWork<OperatorStateSnapshot> snapshot() throws IOException {
        OperatorStateWriter writer = new OperatorStateWriter(
                restored.values().stream().mapToInt(RestoredList::size).sum() + lists.size() + maps.size());
        for (Map.Entry<String, RestoredList> list : restored.entrySet()) {
            list.getValue().write(list.getKey(), writer);
        }
        for (Map.Entry<String, OperatorList<?>> list : lists.entrySet()) {
            list.getValue().write(list.getKey(), writer);
        }
        for (Map.Entry<String, BroadcastMap<?, ?>> map : maps.entrySet()) {
            map.getValue().write(map.getKey(), writer);
        }
        return writer.work();
    }
}
