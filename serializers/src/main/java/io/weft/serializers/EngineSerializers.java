package io.weft.serializers;

import io.weft.api.config.SerializerRegistration;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.SerializerProvider;
import io.weft.api.serialization.struct.StructLayout;
import io.weft.api.serialization.struct.StructSerializer;
import java.util.List;
import java.util.Optional;

/** Found by the API as a service. Thread-safe. */
public final class EngineSerializers implements SerializerProvider {

    @Override
    public <T> Optional<StructSerializer<T>> struct(StructLayout<T> layout) {
        return GeneratedStructs.serializer(layout);
    }

    @Override
    public <T> TypeSerializer<T> generic(Class<T> type, List<SerializerRegistration> registrations) {
        return new KryoSerializer<>(type, registrations);
    }
}
