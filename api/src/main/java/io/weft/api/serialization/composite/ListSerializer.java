package io.weft.api.serialization.composite;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.ContainerSnapshot.Container;
import java.util.ArrayList;
import java.util.List;

/** Serializes lists; reads and copies are {@link ArrayList}s. */
public final class ListSerializer<E> extends CollectionSerializer<E, List<E>> {

    public ListSerializer(TypeSerializer<E> elementSerializer) {
        super(elementSerializer);
    }

    @Override
    List<E> empty(int capacity) {
        return new ArrayList<>(capacity);
    }

    @Override
    Container container() {
        return Container.LIST;
    }

    @Override
    public TypeSerializer<List<E>> duplicate() {
        return new ListSerializer<>(getElementSerializer().duplicate());
    }
}
