package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.ListState;
import io.weft.state.heap.table.ElementList;
import io.weft.state.heap.table.SnapshotsInFlight;
import io.weft.state.heap.table.TimeToLive;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A row's value is an {@link ElementList}, never an empty one. */
final class HeapListState<E> extends HeapState implements ListState<E> {

    private final TypeSerializer<Object> serializer;
    private final SnapshotsInFlight snapshots;

    HeapListState(
            CurrentRow row, TimeToLive timeToLive, TypeSerializer<Object> serializer, SnapshotsInFlight snapshots) {
        super(row, timeToLive);
        this.serializer = serializer;
        this.snapshots = snapshots;
    }

    @Override
    @SuppressWarnings("unchecked") // only such elements are added
    public Iterable<E> get() {
        return (List<E>) elements();
    }

    private List<Object> elements() {
        int slot = row().find();
        if (slot < 0) {
            return List.of();
        }
        if (timeToLive() == null && serializer.isImmutableType()) {
            return ((ElementList) row().table().value(slot)).view();
        }
        ElementList list = own(slot);
        if (!serializer.isImmutableType()) {
            list.own(serializer, snapshots);
        }
        return timeToLive() == null ? list.view() : readTimed(list);
    }

    private List<Object> readTimed(ElementList list) {
        long nowMs = timeToLive().nowMs();
        List<Object> all = list.view();
        if (list.countEnded(timeToLive(), nowMs) > 0) {
            list.dropEnded(timeToLive(), nowMs);
        }
        if (list.size() == 0) {
            row().remove();
        } else if (timeToLive().touchedByReading()) {
            list.touch(nowMs);
        }
        return timeToLive().readableAfterEnd() ? all : list.view();
    }

    private ElementList own(int slot) {
        return (ElementList) row().table().own(slot);
    }

    @Override
    public void add(E value) {
        Objects.requireNonNull(value, "Null can't be added to list state");
        ownOrNew().add(value, stamp());
    }

    @Override
    public void addAll(List<E> values) {
        requireNoNull(values);
        if (!values.isEmpty()) {
            addAll(ownOrNew(), values);
        }
    }

    @Override
    public void update(List<E> values) {
        requireNoNull(values);
        // Before the row is cleared, for the values may be a view of it.
        ElementList list = new ElementList(timeToLive() != null);
        addAll(list, values);
        if (values.isEmpty()) {
            clear();
        } else {
            store(list);
        }
    }

    private void addAll(ElementList list, List<E> values) {
        long stamp = stamp();
        for (E value : values) {
            list.add(value, stamp);
        }
    }

    private ElementList ownOrNew() {
        int slot = row().find();
        if (slot >= 0) {
            return own(slot);
        }
        ElementList list = new ElementList(timeToLive() != null);
        row().insert(list);
        return list;
    }

    private void store(ElementList list) {
        int slot = row().find();
        if (slot < 0) {
            row().insert(list);
        } else {
            row().table().replace(slot, list);
        }
    }

    private long stamp() {
        return timeToLive() == null ? 0 : timeToLive().nowMs();
    }

    private static void requireNoNull(List<?> values) {
        for (Object value : Objects.requireNonNull(values, "List state needs a list, not null")) {
            Objects.requireNonNull(value, "Null can't be added to list state");
        }
    }

    @Override
    void merge(Object target, Collection<?> sources) {
        ElementList merged = null;
        for (Object source : sources) {
            row().setNamespace(source);
            int slot = row().find();
            if (slot >= 0) {
                ElementList taken = own(slot);
                row().remove();
                if (merged == null) {
                    merged = taken;
                } else {
                    merged.addAll(taken);
                }
            }
        }
        row().setNamespace(target);
        if (merged != null) {
            int slot = row().find();
            if (slot < 0) {
                row().insert(merged);
            } else {
                own(slot).addAll(merged);
            }
        }
    }
}
