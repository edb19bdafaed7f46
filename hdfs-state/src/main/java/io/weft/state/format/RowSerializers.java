package io.weft.state.format;

import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.StateDescriptor;
import java.util.List;

/**
 * What reads and writes the rows of a state. For one thread.
 *
 * @param namespaces null if there are none
 * @param values of a value; for a list of an element; for a map of a key and a value; none for timers
 */
public record RowSerializers(
        TypeSerializer<Object> keys, TypeSerializer<Object> namespaces, List<TypeSerializer<Object>> values) {
    public RowSerializers {
        values = List.copyOf(values);
    }

    /** Those that a program describes. */
    public static RowSerializers of(
            TypeSerializer<?> keys, TypeSerializer<?> namespaces, StateDescriptor<?, ?> descriptor) {
        List<TypeSerializer<?>> values;
        if (descriptor instanceof ListStateDescriptor<?> list) {
            values = List.of(list.getElementSerializer());
        } else if (descriptor instanceof MapStateDescriptor<?, ?> map) {
            values = List.of(map.getKeySerializer(), map.getValueSerializer());
        } else {
            values = List.of(descriptor.getSerializer());
        }
        return new RowSerializers(
                untyped(keys),
                untyped(namespaces),
                values.stream().map(RowSerializers::untyped).toList());
    }

    /** Those of timers. */
    public static RowSerializers ofTimers(TypeSerializer<?> keys, TypeSerializer<?> namespaces) {
        return new RowSerializers(untyped(keys), untyped(namespaces), List.of());
    }

    @SuppressWarnings("unchecked") // whoever has rows has objects
    private static TypeSerializer<Object> untyped(TypeSerializer<?> serializer) {
        return (TypeSerializer<Object>) serializer;
    }

    /** How the rows are described that these have written. */
    public StateSchema schema(String name, StateKind kind, boolean stamped) {
        return new StateSchema(
                name,
                kind,
                stamped,
                namespaces == null ? null : SerializerSnapshot.of(namespaces),
                values.stream().map(SerializerSnapshot::of).toList());
    }

    /**
     * The same for another thread.
     *
     * @param otherKeys that thread's serializer of the keys, one for all states
     */
    public RowSerializers duplicate(TypeSerializer<Object> otherKeys) {
        return new RowSerializers(
                otherKeys,
                namespaces == null ? null : namespaces.duplicate(),
                values.stream().map(TypeSerializer::duplicate).toList());
    }

    /** Called where a block begins, by who writes and by who reads. */
    public void startScope() {
        ScopedSerializer.startScope(keys);
        if (namespaces != null) {
            ScopedSerializer.startScope(namespaces);
        }
        values.forEach(ScopedSerializer::startScope);
    }
}
