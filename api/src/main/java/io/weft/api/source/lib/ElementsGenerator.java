package io.weft.api.source.lib;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.TypeInformation;
import java.io.IOException;
import java.util.Collection;

/** Gives the elements of a collection by their number. They travel in the form of their type, so they need not be serializable. */
public final class ElementsGenerator<T> implements GeneratorFunction<Long, T> {

    private final TypeSerializer<T> serializer;
    private final byte[] bytes;
    private final int[] ends;

    /** @throws IllegalArgumentException if an element is null or not of the type */
    public ElementsGenerator(Collection<? extends T> elements, TypeInformation<T> type, SerializerConfig config) {
        serializer = type.createSerializer(config);
        ends = new int[elements.size()];
        DataOutputSerializer out = new DataOutputSerializer(1024);
        int number = 0;
        for (T element : elements) {
            try {
                check(element, number, type);
                serializer.serialize(element, out);
            } catch (IOException | ClassCastException e) {
                throw new IllegalArgumentException(
                        "Element " + number + " cannot be written as " + type + ": " + element, e);
            }
            ends[number++] = out.length();
        }
        bytes = out.getCopyOfBuffer();
    }

    /** How many elements there are. */
    public int count() {
        return ends.length;
    }

    @Override
    public T map(Long value) throws IOException {
        int number = value.intValue();
        int start = number == 0 ? 0 : ends[number - 1];
        return serializer.deserialize(new DataInputDeserializer(bytes, start, ends[number] - start));
    }

    private static void check(Object element, int number, TypeInformation<?> type) {
        if (element == null) {
            throw new IllegalArgumentException("Element " + number + " is null; a stream has no null records.");
        }
        if (!type.getTypeClass().isInstance(element)) {
            throw new IllegalArgumentException(
                    "Element " + number + " is a " + element.getClass().getName() + ", but the stream has " + type
                            + "; say the common type with fromData(Class, ...) or a TypeInformation.");
        }
    }
}
