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
     * @deprecated without a default, {@link ValueState#value()} gives null where nothing was written, and the function puts its own
     *     default in its place
     */
    @Deprecated
    public ValueStateDescriptor(String name, Class<T> typeClass, T defaultValue) {
        super(name, typeClass, defaultValue);
    }

    /** @deprecated as {@link #ValueStateDescriptor(String, Class, Object)} */
    @Deprecated
    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo, T defaultValue) {
        super(name, typeInfo, defaultValue);
    }

    /** @deprecated as {@link #ValueStateDescriptor(String, Class, Object)} */
    @Deprecated
    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer, T defaultValue) {
        super(name, typeSerializer, defaultValue);
    }

    @Override
    public Type getType() {
        return Type.VALUE;
    }
}
