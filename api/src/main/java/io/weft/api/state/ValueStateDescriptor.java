package io.weft.api.state;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.TypeInformation;

/** Describes a {@link ValueState}. */
public class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {

    public ValueStateDescriptor(String name, Class<T> typeClass) {
        super(name, typeClass, null);
    }

    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo) {
        super(name, typeInfo, null);
    }

    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
        super(name, typeSerializer, null);
    }

    /**
     * Older programs say so what {@link ValueState#value()} gives where nothing was written; newer ones have it give null, and put their own
     * default in its place.
     */
    public ValueStateDescriptor(String name, Class<T> typeClass, T defaultValue) {
        super(name, typeClass, defaultValue);
    }

    /** As {@link #ValueStateDescriptor(String, Class, Object)}. */
    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo, T defaultValue) {
        super(name, typeInfo, defaultValue);
    }

    /** As {@link #ValueStateDescriptor(String, Class, Object)}. */
    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer, T defaultValue) {
        super(name, typeSerializer, defaultValue);
    }

    @Override
    public Type getType() {
        return Type.VALUE;
    }
}
