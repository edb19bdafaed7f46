package io.weft.api.serialization.composite;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.NestingSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;

/** Serializes arrays of objects; elements may be null. */
public final class ObjectArraySerializer<E> extends MutableSerializer<E[]>
        implements ScopedSerializer, NestingSerializer {

    private final Class<E> elementClass;
    private final TypeSerializer<E> elementSerializer;

    public ObjectArraySerializer(Class<E> elementClass, TypeSerializer<E> elementSerializer) {
        this.elementClass = elementClass;
        this.elementSerializer = elementSerializer;
    }

    @Override
    public TypeSerializer<E[]> duplicate() {
        return new ObjectArraySerializer<>(elementClass, elementSerializer.duplicate());
    }

    @Override
    public E[] createInstance() {
        return array(0);
    }

    @SuppressWarnings("unchecked") // an array of that class
    private E[] array(int length) {
        return (E[]) Array.newInstance(elementClass, length);
    }

    @Override
    public E[] copy(E[] from) {
        E[] copy = from.clone();
        if (!elementSerializer.isImmutableType()) {
            for (int i = 0; i < copy.length; i++) {
                copy[i] = Elements.copy(copy[i], elementSerializer);
            }
        }
        return copy;
    }

    @Override
    public void serialize(E[] record, DataOutputView target) throws IOException {
        int head = Elements.writeHead(record.length, Elements.hasNull(Arrays.asList(record)), target);
        for (E element : record) {
            Elements.write(element, head, elementSerializer, target);
        }
    }

    @Override
    public E[] deserialize(DataInputView source) throws IOException {
        int head = source.readVarInt();
        E[] result = array(Elements.size(head));
        for (int i = 0; i < result.length; i++) {
            result[i] = Elements.read(head, elementSerializer, source);
        }
        return result;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int head = source.readVarInt();
        target.writeVarInt(head);
        for (int i = Elements.size(head); i > 0; i--) {
            Elements.pass(head, elementSerializer, source, target);
        }
    }

    @Override
    public void startScope() {
        ScopedSerializer.startScope(elementSerializer);
    }

    @Override
    public List<? extends TypeSerializer<?>> nestedSerializers() {
        return List.of(elementSerializer);
    }

    @Override
    public TypeSerializerSnapshot<E[]> snapshotConfiguration() {
        return ContainerSnapshot.ofArray(elementClass, elementSerializer);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof ObjectArraySerializer<?> that
                && elementClass == that.elementClass
                && elementSerializer.equals(that.elementSerializer);
    }

    @Override
    public int hashCode() {
        return 31 * elementClass.hashCode() + elementSerializer.hashCode();
    }
}
