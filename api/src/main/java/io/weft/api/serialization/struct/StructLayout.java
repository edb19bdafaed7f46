package io.weft.api.serialization.struct;

import io.weft.api.serialization.NullTaking;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.serialization.basic.VoidSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A class whose values are nothing but their fields, and how each field is serialized. What all serializers of structures, reflective or
 * generated, are made from.
 *
 * @param fields in the order in which they are written; a record's are all of its components in their order
 * @param subclasses serializes values of subclasses, whole; null if the class has none
 */
public record StructLayout<T>(Class<T> type, Kind kind, List<StructField> fields, TypeSerializer<Object> subclasses)
        implements Serializable {

    /** What a structure is in Java. */
    public enum Kind {
        /** A {@link io.weft.api.tuple.Tuple}: the fields and nothing else; what its field can't write, can't be null. */
        TUPLE,
        /** A class with a constructor without parameters, and fields. */
        POJO,
        /** A Java record. */
        RECORD
    }

    /** A field, by its name in the class. */
    public record StructField(String name, TypeSerializer<?> serializer) implements Serializable {
        public StructField {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(serializer, "serializer");
        }

        /** True if the serializer can write null by itself. One that we don't know is trusted with it. */
        public boolean takesNull() {
            return serializer instanceof StringSerializer
                    || serializer instanceof VoidSerializer
                    || serializer instanceof NullTaking
                    || (serializer instanceof StructSerializer<?> struct
                            && struct.layout().kind() != Kind.TUPLE)
                    || !serializer.getClass().getPackageName().startsWith("io.weft.api.serialization");
        }

        @SuppressWarnings("unchecked") // whoever reads the field by reflection has objects in hand
        public TypeSerializer<Object> untyped() {
            return (TypeSerializer<Object>) serializer;
        }
    }

    public StructLayout {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(kind, "kind");
        fields = List.copyOf(fields);
    }

    /** The names of the fields in their order. */
    public List<String> names() {
        return fields.stream().map(StructField::name).toList();
    }

    /** True if values never change, fields included. */
    public boolean isImmutable() {
        return kind == Kind.RECORD
                && fields.stream().allMatch(field -> field.serializer().isImmutableType());
    }

    /**
     * True if values can change, but nothing that their fields refer to can, and there are no fields beside these: then the fields of one
     * value can be copied into another, and the two have nothing to do with each other.
     */
    public boolean isFlat() {
        return kind != Kind.RECORD
                && fields.stream().allMatch(field -> field.serializer().isImmutableType())
                && StructAccess.instanceFields(type) == fields.size();
    }

    /** True if a field can be null and has a bit that says so; primitives can't, and tuples have no such bits. */
    public boolean isNullable(int index) {
        return kind != Kind.TUPLE
                && !StructAccess.field(type, fields.get(index).name()).getType().isPrimitive();
    }

    /** The same with serializers for another thread. */
    public StructLayout<T> duplicate() {
        List<StructField> copies = fields.stream()
                .map(field -> new StructField(field.name(), field.serializer().duplicate()))
                .toList();
        return new StructLayout<>(type, kind, copies, subclasses == null ? null : subclasses.duplicate());
    }
}
