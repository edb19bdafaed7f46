package io.weft.api.config;

import java.io.Serializable;
import java.util.List;

/**
 * How a job's values are serialized, as far as their types leave it open. It travels with the job to every subtask; all apply what is
 * registered in the order of the first registration.
 *
 * <p>Kryo serializers extend {@code com.esotericsoftware.kryo.Serializer} of Kryo 5. Programs need {@code com.esotericsoftware:kryo} to
 * compile them; at run time its classes come from the engine. Not safe for several threads.
 */
public interface SerializerConfig extends Serializable {

    /** Has Kryo take a serializer for a class and what is derived from it, if nothing nearer is said. */
    void addDefaultKryoSerializer(Class<?> type, Class<?> serializerClass);

    /** Has Kryo take a serializer for exactly that class. */
    void registerTypeWithKryoSerializer(Class<?> type, Class<?> serializerClass);

    /** Has Kryo write a number in place of the name of that class, a POJO, where it occurs inside of what Kryo serializes. */
    void registerPojoType(Class<?> type);

    /** Has Kryo write a number in place of the name of that class. */
    void registerKryoType(Class<?> type);

    /** All that is registered, in order; classes by name. */
    List<SerializerRegistration> registrations();

    /** True if no value may be left to Kryo. */
    boolean hasGenericTypesDisabled();

    /** False to have a program refused in which a type is left to Kryo. */
    void setGenericTypes(boolean genericTypes);

    /** True if Kryo serializes POJOs and records too. */
    boolean isForceKryoEnabled();

    /** True to have Kryo serialize POJOs and records too. Their state can't follow changes of the class then. */
    void setForceKryo(boolean forceKryo);

    /** The same as part of a job's settings, for types that ask for these. */
    ExecutionConfig toExecutionConfig();

    /** The same, and from now on independent of this. */
    SerializerConfig copy();
}
