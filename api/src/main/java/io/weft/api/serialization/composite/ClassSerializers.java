package io.weft.api.serialization.composite;

import io.weft.api.serialization.TypeSerializer;
import java.io.Serializable;
import java.util.Optional;

/** Knows how values of a class are serialized when the class is all that is known. Thread-safe. */
public interface ClassSerializers extends Serializable {

    /** A new serializer for values of exactly that class. */
    TypeSerializer<?> serializerFor(Class<?> type);

    /** A new serializer for values that were written when the class had that name, where the past is known. */
    default Optional<TypeSerializer<?>> restored(String className) {
        return Optional.empty();
    }
}
