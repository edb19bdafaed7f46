package io.weft.api.serialization.composite;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.ContainerSnapshot.Container;
import java.util.LinkedHashSet;
import java.util.Set;

/** Serializes sets; reads and copies are {@link LinkedHashSet}s, so that the order stays. */
public final class SetSerializer<E> extends CollectionSerializer<E, Set<E>> {

    public SetSerializer(TypeSerializer<E> elementSerializer) {
        super(elementSerializer);
    }

    @Override
    Set<E> empty(int capacity) {
        return new LinkedHashSet<>(capacity * 4 / 3 + 1);
    }

    @Override
    Container container() {
        return Container.SET;
    }

    @Override
    public TypeSerializer<Set<E>> duplicate() {
        return new SetSerializer<>(getElementSerializer().duplicate());
    }
}
