package io.weft.state.operator;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.ListState;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A subtask's part of a list. */
final class PartitionedListState<E> extends RegisteredItems implements ListState<E> {

    private final List<E> elements = new ArrayList<>();

    PartitionedListState(String name, Mode mode, TypeSerializer<Object> serializer) {
        super(name, mode, List.of(serializer));
    }

    @Override
    public Iterable<E> get() {
        return elements;
    }

    @Override
    public void add(E value) {
        elements.add(Objects.requireNonNull(value, "Null can't be added to list state"));
    }

    @Override
    public void addAll(List<E> values) {
        Objects.requireNonNull(values, "List state needs a list, not null").forEach(this::add);
    }

    @Override
    public void update(List<E> values) {
        // It may be the very list of the elements.
        List<E> copy = List.copyOf(Objects.requireNonNull(values, "List state needs a list, not null"));
        elements.clear();
        elements.addAll(copy);
    }

    @Override
    public void clear() {
        elements.clear();
    }

    @Override
    @SuppressWarnings("unchecked") // read with the serializer of such elements
    void load(List<Object> parts) {
        elements.add((E) parts.get(0));
    }

    @Override
    Iterable<List<Object>> items() {
        return () -> elements.stream().map(List::<Object>of).iterator();
    }
}
