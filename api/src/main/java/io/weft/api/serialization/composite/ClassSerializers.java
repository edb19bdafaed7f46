package io.weft.api.serialization.composite;

import io.weft.api.serialization.TypeSerializer;
import java.io.Serializable;

/** Knows how values of a class are serialized when the class is all that is known. Thread-safe. */
public interface ClassSerializers extends Serializable {

    /** A new serializer for values of exactly that class. */
    TypeSerializer<?> serializerFor(Class<?> type);
}
