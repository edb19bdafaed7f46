package io.weft.state.operator;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.ListState;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.state.format.SerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list in operator state. */
final class OperatorList<S> implements ListState<S> {

    private final Mode mode;
    private final TypeSerializer<S> serializer;
    private List<S> items;

    OperatorList(Mode mode, TypeSerializer<S> serializer, List<S> items) {
        this.mode = mode;
        this.serializer = serializer;
        this.items = items;
    }

    Mode mode() {
        return mode;
    }

    @Override
    public Iterable<S> get() {
        return items;
    }

    @Override
    public void add(S value) {
        items.add(Objects.requireNonNull(value, "A list in state can't hold null"));
    }

    @Override
    public void addAll(List<S> values) {
        for (S value : values) {
            add(value);
        }
    }

    @Override
    public void update(List<S> values) {
        items = new ArrayList<>(values.size());
        addAll(values);
    }

    @Override
    public void clear() {
        items = new ArrayList<>();
    }

    void write(String name, OperatorStateWriter writer) throws IOException {
        writer.begin(name, mode, List.of(SerializerSnapshot.of(serializer)), items.size());
        DataOutputSerializer item = new DataOutputSerializer(64);
        for (S value : items) {
            item.clear();
            serializer.serialize(value, item);
            writer.item(item.getSharedBuffer(), item.length());
        }
    }
}
