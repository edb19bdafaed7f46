package io.weft.api.sink;

import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.checkpoint.FunctionInitializationContext;
import io.weft.api.checkpoint.FunctionSnapshotContext;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.BroadcastState;
import io.weft.api.state.KeyedStateStore;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.OperatorStateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Runs a checkpointed function's calls on lists that are kept as bytes, as a checkpoint would keep them. */
final class CheckpointedSubtask implements OperatorStateStore {

    /** The elements of each list in their serialized form. */
    record Snapshot(Map<String, List<byte[]>> lists) {

        /** What one subtask is given when the parallelism becomes 1. */
        Snapshot with(Snapshot other) {
            Map<String, List<byte[]>> both = new LinkedHashMap<>();
            lists.forEach((name, elements) -> both.put(name, new ArrayList<>(elements)));
            other.lists.forEach((name, elements) ->
                    both.computeIfAbsent(name, any -> new ArrayList<>()).addAll(elements));
            return new Snapshot(both);
        }
    }

    private final Map<String, BytesList<?>> lists = new LinkedHashMap<>();
    private final CheckpointedFunction function;

    /** @param restored null for a job that begins */
    CheckpointedSubtask(CheckpointedFunction function, Snapshot restored) throws Exception {
        this.function = function;
        if (restored != null) {
            restored.lists().forEach((name, elements) -> lists.put(name, new BytesList<>(elements)));
        }
        function.initializeState(new Initialization(this, restored != null));
    }

    Snapshot snapshot(long checkpointId) throws Exception {
        function.snapshotState(new Checkpoint(checkpointId));
        Map<String, List<byte[]>> copies = new LinkedHashMap<>();
        lists.forEach((name, list) -> copies.put(name, List.copyOf(list.elements)));
        return new Snapshot(copies);
    }

    @Override
    @SuppressWarnings("unchecked") // a name stands for lists of one type
    public <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) {
        var list = (BytesList<S>) lists.computeIfAbsent(descriptor.getName(), name -> new BytesList<>(List.of()));
        list.serializer = descriptor.getElementSerializer();
        return list;
    }

    @Override
    public <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> getRegisteredStateNames() {
        return lists.keySet();
    }

    @Override
    public Set<String> getRegisteredBroadcastStateNames() {
        return Set.of();
    }

    private record Initialization(OperatorStateStore getOperatorStateStore, boolean isRestored)
            implements FunctionInitializationContext {

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return isRestored ? OptionalLong.of(1) : OptionalLong.empty();
        }

        @Override
        public KeyedStateStore getKeyedStateStore() {
            throw new UnsupportedOperationException();
        }
    }

    private record Checkpoint(long getCheckpointId) implements FunctionSnapshotContext {

        @Override
        public long getCheckpointTimestamp() {
            return 0;
        }
    }

    private static final class BytesList<S> implements ListState<S> {
        private List<byte[]> elements;
        private TypeSerializer<S> serializer;

        BytesList(List<byte[]> elements) {
            this.elements = new ArrayList<>(elements);
        }

        @Override
        public Iterable<S> get() throws IOException {
            List<S> values = new ArrayList<>();
            for (byte[] element : elements) {
                values.add(serializer.deserialize(new DataInputDeserializer(element)));
            }
            return values;
        }

        @Override
        public void add(S value) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.serialize(value, out);
            elements.add(out.getCopyOfBuffer());
        }

        @Override
        public void addAll(List<S> values) throws IOException {
            for (S value : values) {
                add(value);
            }
        }

        @Override
        public void update(List<S> values) throws IOException {
            clear();
            addAll(values);
        }

        @Override
        public void clear() {
            elements = new ArrayList<>();
        }
    }
}
