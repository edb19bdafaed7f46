package io.weft.api.types;

import io.weft.api.serialization.TypeSerializer;
import java.io.Serializable;

/** What is known about the type of the values of a stream or a state: its fields and how it is serialized. Immutable. */
public abstract class TypeInformation<T> implements Serializable {

    /** True for primitives' boxes, text, big numbers, dates and times. */
    public abstract boolean isBasicType();

    /** True for {@link io.weft.api.tuple.Tuple}s. */
    public abstract boolean isTupleType();

    /** The number of fields, those of nested types not counted; 1 for a type without fields. */
    public abstract int getArity();

    /** The number of fields with those of nested types in place of the nested ones; at least 1. */
    public abstract int getTotalFields();

    /** The class of the values. */
    public abstract Class<T> getTypeClass();

    /** True if values can be keys: equal values have equal hash codes, in every process. */
    public abstract boolean isKeyType();

    /** True if values have an order. */
    public boolean isSortKeyType() {
        return isKeyType() && Comparable.class.isAssignableFrom(getTypeClass());
    }

    /** A serializer of its own, for one thread. */
    public abstract TypeSerializer<T> createSerializer();

    @Override
    public abstract String toString();

    @Override
    public abstract boolean equals(Object obj);

    @Override
    public abstract int hashCode();

    /** True if the other may be equal to this; a subclass makes two types equal only if both say so. */
    public abstract boolean canEqual(Object obj);
}
