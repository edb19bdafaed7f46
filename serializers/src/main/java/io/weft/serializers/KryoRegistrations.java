package io.weft.serializers;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.SerializerFactory.ReflectionSerializerFactory;
import io.weft.api.config.SerializerRegistration;
import io.weft.api.config.SerializerRegistration.Kind;
import java.util.List;

/** Tells Kryo what a job has registered. The order decides the numbers by which classes are written. */
final class KryoRegistrations {

    private KryoRegistrations() {}

    /**
     * Defaults first, for what is registered without a serializer takes the default.
     *
     * @param type the class of the values, which has the first number
     */
    static void apply(List<SerializerRegistration> registrations, Class<?> type, Kryo kryo) {
        for (SerializerRegistration registration : registrations) {
            if (registration.kind() == Kind.KRYO_DEFAULT) {
                addDefault(registration, kryo);
            }
        }
        kryo.register(type);
        int number = kryo.getNextRegistrationId();
        for (SerializerRegistration registration : registrations) {
            boolean takesNumber = switch (registration.kind()) {
                case POJO, KRYO -> register(registration, number, kryo);
                case GONE -> true;
                case KRYO_DEFAULT -> false;
            };
            number += takesNumber ? 1 : 0;
        }
    }

    private static void addDefault(SerializerRegistration registration, Kryo kryo) {
        kryo.addDefaultSerializer(load(registration.type(), kryo), serializerClass(registration, kryo));
    }

    /** False if the class has a number already. */
    private static boolean register(SerializerRegistration registration, int number, Kryo kryo) {
        Class<?> type = load(registration.type(), kryo);
        boolean isNew = kryo.getClassResolver().getRegistration(type) == null;
        if (isNew) {
            kryo.register(type, number);
        }
        if (registration.serializer() != null) {
            kryo.getRegistration(type)
                    .setSerializer(new ReflectionSerializerFactory<>(serializerClass(registration, kryo))
                            .newSerializer(kryo, type));
        }
        return isNew;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a serializer's values are only known to itself
    private static Class<? extends Serializer> serializerClass(SerializerRegistration registration, Kryo kryo) {
        Class<?> serializer = load(registration.serializer(), kryo);
        if (!Serializer.class.isAssignableFrom(serializer)) {
            throw new IllegalStateException(registration.serializer() + ", registered for " + registration.type()
                    + ", doesn't extend Kryo's " + Serializer.class.getName());
        }
        return (Class<? extends Serializer>) serializer;
    }

    private static Class<?> load(String name, Kryo kryo) {
        try {
            return Class.forName(name, false, kryo.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(
                    "The class " + name
                            + ", which is registered with Kryo, is not to be found: is it in the job's jar?",
                    e);
        }
    }
}
