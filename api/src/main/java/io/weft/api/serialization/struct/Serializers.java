package io.weft.api.serialization.struct;

import io.weft.api.config.SerializerRegistration;
import io.weft.api.serialization.TypeSerializer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes serializers, with the {@link SerializerProvider} if there is one. Thread-safe. */
public final class Serializers {

    private static final Optional<SerializerProvider> PROVIDER = ServiceLoader.load(
                    SerializerProvider.class, SerializerProvider.class.getClassLoader())
            .findFirst();

    private Serializers() {}

    /** The fastest serializer of a tuple, POJO or record that can be had. */
    public static <T> StructSerializer<T> struct(StructLayout<T> layout) {
        return PROVIDER.flatMap(provider -> provider.struct(layout))
                .orElseGet(() -> new ReflectiveStructSerializer<>(layout));
    }

    /**
     * A serializer for values of a class of which nothing is known.
     *
     * @throws IllegalStateException if nothing on the class path can do that
     */
    public static <T> TypeSerializer<T> generic(Class<T> type, List<SerializerRegistration> registrations) {
        return PROVIDER.orElseThrow(() -> new IllegalStateException("Values of " + type.getName()
                        + " can only be serialized by Kryo, which is not on the class path: add weft-serializers,"
                        + " or make the class a record or a POJO"))
                .generic(type, registrations);
    }
}
