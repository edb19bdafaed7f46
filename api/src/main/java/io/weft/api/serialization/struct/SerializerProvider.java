package io.weft.api.serialization.struct;

import io.weft.api.config.SerializerRegistration;
import io.weft.api.serialization.TypeSerializer;
import java.util.List;
import java.util.Optional;

/**
 * What the API can't do with the JDK alone, found through {@link java.util.ServiceLoader} beside the API's own classes. Thread-safe.
 */
public interface SerializerProvider {

    /**
     * A generated serializer that writes the same bytes as the reflective one; empty if the class can't be accessed. It is defined in
     * the class's own loader, so it may name the classes of the API and no others of ours.
     */
    <T> Optional<StructSerializer<T>> struct(StructLayout<T> layout);

    /** A serializer for values of a class of which nothing is known, and of its subclasses, which applies what the job registered. */
    <T> TypeSerializer<T> generic(Class<T> type, List<SerializerRegistration> registrations);
}
