package io.weft.api.state;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.ListSerializer;
import io.weft.api.types.ListTypeInfo;
import io.weft.api.types.TypeInformation;
import java.util.List;

/** Describes a {@link ListState}. */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {

    public ListStateDescriptor(String name, Class<T> elementTypeClass) {
        super(name, new ListTypeInfo<>(elementTypeClass), null);
    }

    public ListStateDescriptor(String name, TypeInformation<T> elementTypeInfo) {
        super(name, new ListTypeInfo<>(elementTypeInfo), null);
    }

    public ListStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
        super(name, new ListSerializer<>(typeSerializer), null);
    }

    /**
     * A serializer of the elements, for one thread.
     *
     * @throws IllegalStateException as {@link #getSerializer()}
     */
    public TypeSerializer<T> getElementSerializer() {
        return ((ListSerializer<T>) getSerializer()).getElementSerializer();
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
