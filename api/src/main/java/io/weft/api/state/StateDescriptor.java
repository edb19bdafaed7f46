package io.weft.api.state;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.DataInputViewStreamWrapper;
import io.weft.api.serialization.DataOutputViewStreamWrapper;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.TypeInformation;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;

/**
 * Says of a state what kind it is, what it is called and what it holds. Two of one kind and one name are equal: they stand for the same
 * state of an operator. May be shared by threads once it is set up.
 *
 * @param <S> the state
 * @param <T> the values
 */
public abstract class StateDescriptor<S extends State, T> implements Serializable {

    /** The kinds of state. */
    public enum Type {
        VALUE,
        LIST,
        MAP,
        REDUCING,
        AGGREGATING
    }

    /** Unique among the states of an operator. */
    protected final String name;

    /** What is read where nothing was written, or null. Travels as the serializer writes it. */
    protected transient T defaultValue;

    /** Null if the program gave a serializer. */
    private final TypeInformation<T> typeInfo;

    private StateTtlConfig ttlConfig = StateTtlConfig.DISABLED;

    /** Volatile: tasks may share a descriptor; if two set the serializer at once, either will do. */
    private volatile TypeSerializer<T> serializer;

    protected StateDescriptor(String name, TypeSerializer<T> serializer, T defaultValue) {
        this.name = checkedName(name);
        this.typeInfo = null;
        this.serializer = Objects.requireNonNull(serializer, "serializer");
        this.defaultValue = defaultValue;
    }

    protected StateDescriptor(String name, TypeInformation<T> typeInfo, T defaultValue) {
        this.name = checkedName(name);
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo");
        this.defaultValue = defaultValue;
    }

    /** For a class without type parameters; for others the type is said by a {@link TypeInformation}. */
    protected StateDescriptor(String name, Class<T> type, T defaultValue) {
        this(name, TypeInformation.of(type), defaultValue);
    }

    public abstract Type getType();

    public String getName() {
        return name;
    }

    /** What is read where nothing was written, or null; a copy for each caller. */
    public T getDefaultValue() {
        return defaultValue == null ? null : anySerializer().copy(defaultValue);
    }

    /**
     * A serializer of the values, for one thread.
     *
     * @throws IllegalStateException if the descriptor has only a type so far; a running function's state has a serializer
     */
    public TypeSerializer<T> getSerializer() {
        TypeSerializer<T> current = serializer;
        if (current == null) {
            throw new IllegalStateException("State '" + name + "' has no serializer yet, only the type " + typeInfo
                    + ": it gets one when a function asks for the state, or by initializeSerializerUnlessSet().");
        }
        return current.duplicate();
    }

    public boolean isSerializerInitialized() {
        return serializer != null;
    }

    /** Makes the serializer from the type if the program gave none. */
    public void initializeSerializerUnlessSet(ExecutionConfig executionConfig) {
        Objects.requireNonNull(executionConfig, "executionConfig");
        if (serializer == null) {
            serializer = typeInfo.createSerializer(executionConfig);
        }
    }

    /** Lets values end some time after they were last touched. */
    public void enableTimeToLive(StateTtlConfig ttlConfig) {
        this.ttlConfig = Objects.requireNonNull(ttlConfig, "ttlConfig");
    }

    /** {@link StateTtlConfig#DISABLED} if values live for ever. */
    public StateTtlConfig getTtlConfig() {
        return ttlConfig;
    }

    @Override
    public final boolean equals(Object obj) {
        return obj instanceof StateDescriptor<?, ?> that && getType() == that.getType() && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return 31 * getType().name().hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " '" + name + "' of " + (typeInfo == null ? serializer : typeInfo);
    }

    /** Before the job's settings are known the default value is written and read without them. */
    private TypeSerializer<T> anySerializer() {
        TypeSerializer<T> current = serializer;
        return current == null ? typeInfo.createSerializer(new SerializerConfigImpl()) : current.duplicate();
    }

    private static String checkedName(String name) {
        if (Objects.requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("A state needs a name, by which it is found again after a restart.");
        }
        return name;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeBoolean(defaultValue != null);
        if (defaultValue != null) {
            anySerializer().serialize(defaultValue, new DataOutputViewStreamWrapper(out));
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (in.readBoolean()) {
            defaultValue = anySerializer().deserialize(new DataInputViewStreamWrapper(in));
        }
    }
}
