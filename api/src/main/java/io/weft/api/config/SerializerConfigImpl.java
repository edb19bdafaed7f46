package io.weft.api.config;

import static io.weft.api.config.PipelineOptions.FORCE_KRYO;
import static io.weft.api.config.PipelineOptions.GENERIC_TYPES;
import static io.weft.api.config.PipelineOptions.SERIALIZATION_CONFIG;

import io.weft.api.config.SerializerRegistration.Kind;
import java.util.List;

/** A view of a {@link Configuration}, in which every change is made; programs that make one know it by this name. */
public final class SerializerConfigImpl implements SerializerConfig {

    private final Configuration configuration;

    /** Nothing is registered. */
    public SerializerConfigImpl() {
        this(new Configuration());
    }

    /** @param configuration is changed by the setters */
    public SerializerConfigImpl(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void addDefaultKryoSerializer(Class<?> type, Class<?> serializerClass) {
        add(new SerializerRegistration(type.getName(), Kind.KRYO_DEFAULT, serializerClass.getName()));
    }

    @Override
    public void registerTypeWithKryoSerializer(Class<?> type, Class<?> serializerClass) {
        add(new SerializerRegistration(type.getName(), Kind.KRYO, serializerClass.getName()));
    }

    @Override
    public void registerPojoType(Class<?> type) {
        add(new SerializerRegistration(type.getName(), Kind.POJO, null));
    }

    @Override
    public void registerKryoType(Class<?> type) {
        boolean registered = registrations().stream()
                .anyMatch(other -> other.kind() == Kind.KRYO && other.type().equals(type.getName()));
        if (!registered) {
            add(new SerializerRegistration(type.getName(), Kind.KRYO, null));
        }
    }

    private void add(SerializerRegistration registration) {
        configuration.set(SERIALIZATION_CONFIG, registration.addTo(registrations()));
    }

    @Override
    public List<SerializerRegistration> registrations() {
        return configuration.get(SERIALIZATION_CONFIG, List.of());
    }

    @Override
    public boolean hasGenericTypesDisabled() {
        return !configuration.get(GENERIC_TYPES);
    }

    @Override
    public void setGenericTypes(boolean genericTypes) {
        configuration.set(GENERIC_TYPES, genericTypes);
    }

    @Override
    public boolean isForceKryoEnabled() {
        return configuration.get(FORCE_KRYO);
    }

    @Override
    public void setForceKryo(boolean forceKryo) {
        configuration.set(FORCE_KRYO, forceKryo);
    }

    @Override
    public ExecutionConfig toExecutionConfig() {
        return new ExecutionConfig(configuration);
    }

    @Override
    public SerializerConfig copy() {
        Configuration own = new Configuration();
        own.setFrom(configuration, GENERIC_TYPES);
        own.setFrom(configuration, FORCE_KRYO);
        own.setFrom(configuration, SERIALIZATION_CONFIG);
        return new SerializerConfigImpl(own);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof SerializerConfigImpl that
                && hasGenericTypesDisabled() == that.hasGenericTypesDisabled()
                && isForceKryoEnabled() == that.isForceKryoEnabled()
                && registrations().equals(that.registrations());
    }

    @Override
    public int hashCode() {
        return registrations().hashCode();
    }
}
