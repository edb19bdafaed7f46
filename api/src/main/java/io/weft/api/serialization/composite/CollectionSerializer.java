package io.weft.api.serialization.composite;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.NestingSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.serialization.composite.ContainerSnapshot.Container;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Serializes collections of one kind; elements may be null. */
abstract class CollectionSerializer<E, C extends Collection<E>> extends MutableSerializer<C>
        implements ScopedSerializer, NestingSerializer {

    private final TypeSerializer<E> elementSerializer;

    CollectionSerializer(TypeSerializer<E> elementSerializer) {
        this.elementSerializer = elementSerializer;
    }

    abstract C empty(int capacity);

    abstract Container container();

    public final TypeSerializer<E> getElementSerializer() {
        return elementSerializer;
    }

    @Override
    public final C createInstance() {
        return empty(0);
    }

    @Override
    public final C copy(C from) {
        C copy = empty(from.size());
        if (elementSerializer.isImmutableType()) {
            copy.addAll(from);
        } else {
            for (E element : from) {
                copy.add(Elements.copy(element, elementSerializer));
            }
        }
        return copy;
    }

    @Override
    public final void serialize(C record, DataOutputView target) throws IOException {
        int head = Elements.writeHead(record.size(), Elements.hasNull(record), target);
        for (E element : record) {
            Elements.write(element, head, elementSerializer, target);
        }
    }

    @Override
    public final C deserialize(DataInputView source) throws IOException {
        int head = source.readVarInt();
        int size = Elements.size(head);
        C result = empty(size);
        for (int i = 0; i < size; i++) {
            result.add(Elements.read(head, elementSerializer, source));
        }
        return result;
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        int head = source.readVarInt();
        target.writeVarInt(head);
        for (int i = Elements.size(head); i > 0; i--) {
            Elements.pass(head, elementSerializer, source, target);
        }
    }

    @Override
    public final void startScope() {
        ScopedSerializer.startScope(elementSerializer);
    }

    @Override
    public final List<? extends TypeSerializer<?>> nestedSerializers() {
        return List.of(elementSerializer);
    }

    @Override
    public final TypeSerializerSnapshot<C> snapshotConfiguration() {
        return ContainerSnapshot.of(container(), elementSerializer);
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // each subclass is another kind of collection
    public final boolean equals(Object obj) {
        return obj != null
                && obj.getClass() == getClass()
                && elementSerializer.equals(((CollectionSerializer<?, ?>) obj).elementSerializer);
    }

    @Override
    public final int hashCode() {
        return 31 * getClass().hashCode() + elementSerializer.hashCode();
    }
}
