package io.weft.api.types;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.config.SerializerConfig;
import io.weft.api.reflect.Overriding;
import io.weft.api.serialization.TypeSerializer;
import java.io.Serializable;

/** What is known about the type of the values of a stream or a state: its fields and how it is serialized. Immutable. */
public abstract class TypeInformation<T> implements Serializable {

    /** The type of a class that has no type parameters; those it has are found when values are seen. */
    public static <T> TypeInformation<T> of(Class<T> typeClass) {
        return TypeExtractor.createTypeInfo(typeClass);
    }

    /** The type that the hint was made with. */
    public static <T> TypeInformation<T> of(TypeHint<T> typeHint) {
        return typeHint.getTypeInfo();
    }

    /** True for primitives' boxes, text, big numbers, dates and times. */
    public boolean isBasicType() {
        return false;
    }

    /** True for {@link io.weft.api.tuple.Tuple}s. */
    public boolean isTupleType() {
        return false;
    }

    /** The number of fields, those of nested types not counted; 1 for a type without fields. */
    public int getArity() {
        return 1;
    }

    /** The number of fields with those of nested types in place of the nested ones; at least 1. */
    public int getTotalFields() {
        return 1;
    }

    /** The class of the values. */
    public abstract Class<T> getTypeClass();

    /** True if values can be keys: they know which of them are equal, and have hash codes that are the same in every process. */
    public abstract boolean isKeyType();

    /** True if values can be keys and have an order. */
    public boolean isSortKeyType() {
        return isKeyType() && Comparable.class.isAssignableFrom(getTypeClass());
    }

    /**
     * A serializer for one thread. A subclass overrides this, or {@link #createSerializer(ExecutionConfig)} as older programs do.
     *
     * @throws UnsupportedOperationException if the type is left to Kryo and the job has that disabled
     */
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        if (!Overriding.isOverridden(getClass(), TypeInformation.class, "createSerializer", ExecutionConfig.class)) {
            throw new UnsupportedOperationException(
                    getClass().getName() + " has to override createSerializer(SerializerConfig)");
        }
        return createSerializer(config.toExecutionConfig());
    }

    /** As {@link #createSerializer(SerializerConfig)}, which is preferred. */
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return createSerializer(config.getSerializerConfig());
    }

    @Override
    public abstract String toString();

    @Override
    public abstract boolean equals(Object obj);

    @Override
    public abstract int hashCode();

    /** True if the other is of a kind that may be equal to this. */
    public boolean canEqual(Object obj) {
        return getClass().isInstance(obj);
    }
}
