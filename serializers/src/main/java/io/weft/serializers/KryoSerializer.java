package io.weft.serializers;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import io.weft.api.config.SerializerRegistration;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.serialization.struct.GenericSnapshot;
import java.io.IOException;
import java.util.List;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** Serializes values of any class as Kryo does: the number of bytes as a var int, and the bytes. Null is possible. */
final class KryoSerializer<T> extends TypeSerializer<T> {

    private static final int FIRST_BUFFER_BYTES = 256;

    private final Class<T> type;
    private final List<SerializerRegistration> registrations;
    private transient Kryo kryo;
    private transient Output output;
    private transient Input input;

    /** @param registrations applied in their order */
    KryoSerializer(Class<T> type, List<SerializerRegistration> registrations) {
        this.type = type;
        this.registrations = List.copyOf(registrations);
    }

    /** The first use decides whose classes are seen: those of the thread that runs the job. */
    private Kryo kryo() {
        if (kryo == null) {
            Kryo fresh = new Kryo();
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            ClassLoader loader = context != null ? context : type.getClassLoader();
            fresh.setClassLoader(loader != null ? loader : KryoSerializer.class.getClassLoader());
            fresh.setRegistrationRequired(false);
            fresh.setReferences(true);
            fresh.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
            KryoRegistrations.apply(registrations, type, fresh);
            output = new Output(FIRST_BUFFER_BYTES, -1);
            input = new Input(new byte[FIRST_BUFFER_BYTES]);
            kryo = fresh;
        }
        return kryo;
    }

    private String failure(String what) {
        return "A value of " + type.getName() + " can't be " + what + " by Kryo: make the class a record or a POJO,"
                + " or give it a @TypeInfo";
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new KryoSerializer<>(type, registrations);
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        try {
            return kryo().copy(from);
        } catch (RuntimeException e) {
            return copyThroughBytes(from, e);
        }
    }

    @SuppressWarnings("unchecked") // Kryo reads what it wrote
    private T copyThroughBytes(T from, RuntimeException cause) {
        try {
            output.reset();
            kryo.writeClassAndObject(output, from);
            input.setBuffer(output.getBuffer(), 0, output.position());
            return (T) kryo.readClassAndObject(input);
        } catch (RuntimeException e) {
            e.addSuppressed(cause);
            throw new IllegalStateException(failure("copied"), e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        Kryo writer = kryo();
        output.reset();
        try {
            writer.writeClassAndObject(output, record);
        } catch (RuntimeException e) {
            throw new IOException(failure("written"), e);
        }
        target.writeVarInt(output.position());
        target.write(output.getBuffer(), 0, output.position());
    }

    @Override
    @SuppressWarnings("unchecked") // Kryo reads what it wrote
    public T deserialize(DataInputView source) throws IOException {
        Kryo reader = kryo();
        int length = source.readVarInt();
        byte[] bytes = input.getBuffer().length >= length ? input.getBuffer() : new byte[length];
        source.readFully(bytes, 0, length);
        input.setBuffer(bytes, 0, length);
        try {
            return (T) reader.readClassAndObject(input);
        } catch (RuntimeException e) {
            throw new IOException(failure("read"), e);
        }
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readVarInt();
        target.writeVarInt(length);
        target.write(source, length);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new GenericSnapshot<>(type, registrations);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof KryoSerializer<?> that && type == that.type && registrations.equals(that.registrations);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + registrations.hashCode();
    }
}
