package io.weft.state.operator;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.state.format.SerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A state in use, as snapshots see it: named items. Owned by the thread of the task. */
abstract class RegisteredItems {

    private final String name;
    private final Mode mode;
    private final List<TypeSerializer<Object>> serializers;

    RegisteredItems(String name, Mode mode, List<TypeSerializer<Object>> serializers) {
        this.name = name;
        this.mode = mode;
        this.serializers = List.copyOf(serializers);
    }

    final String name() {
        return name;
    }

    final Mode mode() {
        return mode;
    }

    /** As many as an item has parts. */
    final List<TypeSerializer<Object>> serializers() {
        return serializers;
    }

    /** Adds an item. */
    abstract void load(List<Object> parts);

    /** All items, each with its parts; they change with the state. */
    abstract Iterable<List<Object>> items();

    /** Reads items into the state. */
    final void load(DataInputView in, List<TypeSerializer<Object>> readers) throws IOException {
        List<Object> parts = new ArrayList<>();
        for (TypeSerializer<Object> reader : readers) {
            parts.add(in.readBoolean() ? reader.deserialize(in) : null);
        }
        load(parts);
    }

    /** The items as they are now. */
    final Frozen freeze() {
        List<List<Object>> copies = new ArrayList<>();
        for (List<Object> parts : items()) {
            List<Object> copy = new ArrayList<>(parts.size());
            for (int i = 0; i < parts.size(); i++) {
                copy.add(parts.get(i) == null ? null : serializers.get(i).copy(parts.get(i)));
            }
            copies.add(copy);
        }
        return new Frozen(
                name, mode, serializers.stream().map(TypeSerializer::duplicate).toList(), copies);
    }

    /** Items that nobody changes any more. Owned by the thread that writes them. */
    record Frozen(String name, Mode mode, List<TypeSerializer<Object>> serializers, List<List<Object>> items) {

        ItemList write() throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(256);
            List<byte[]> written = new ArrayList<>(items.size());
            for (List<Object> parts : items) {
                out.clear();
                for (int i = 0; i < parts.size(); i++) {
                    out.writeBoolean(parts.get(i) != null);
                    if (parts.get(i) != null) {
                        serializers.get(i).serialize(parts.get(i), out);
                    }
                }
                written.add(out.getCopyOfBuffer());
            }
            // After the items, for some serializers tell of the classes that they have met.
            List<SerializerSnapshot> snapshots =
                    serializers.stream().map(SerializerSnapshot::of).toList();
            return new ItemList(name, mode, List.of(new ItemRun(snapshots, written)));
        }
    }
}
