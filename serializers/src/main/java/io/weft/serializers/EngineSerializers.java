package io.weft.serializers;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.SerializerProvider;
import io.weft.api.serialization.composite.StructLayout;
import io.weft.api.serialization.composite.StructSerializer;
import java.util.Optional;

/** Found by the API as a service. Thread-safe. */
public final class EngineSerializers implements SerializerProvider {

    @Override
    public <T> Optional<StructSerializer<T>> struct(StructLayout<T> layout) {
        return GeneratedStructs.serializer(layout);
    }

    @Override
    public <T> TypeSerializer<T> generic(Class<T> type, SerializerConfig config) {
        return new KryoSerializer<>(type, config.registrations());
    }
}
