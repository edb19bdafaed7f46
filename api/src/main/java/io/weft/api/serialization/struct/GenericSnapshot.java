package io.weft.api.serialization.struct;

import io.weft.api.config.SerializerRegistration;
import io.weft.api.config.SerializerRegistration.Kind;
import io.weft.api.serialization.ClassReference;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.NestedCompatibility;
import io.weft.api.serialization.ReadingSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSchemaCompatibility;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The snapshot of a serializer that leaves values to Kryo: the class and what the job has registered, whose order decides the numbers that
 * Kryo writes in place of class names. What is registered later comes after what was registered before.
 */
public final class GenericSnapshot<T> implements DescriptiveSnapshot<T> {

    private ClassReference type;
    private List<SerializerRegistration> registrations;

    /** For reading. */
    public GenericSnapshot() {}

    public GenericSnapshot(Class<T> type, List<SerializerRegistration> registrations) {
        this.type = ClassReference.of(type);
        this.registrations = List.copyOf(registrations);
    }

    @Override
    public String typeName() {
        return type.name();
    }

    @Override
    public boolean isGeneric() {
        return true;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        type.write(out);
        out.writeVarInt(registrations.size());
        for (SerializerRegistration registration : registrations) {
            out.writeText(registration.type());
            out.writeText(registration.kind().name());
            out.writeText(registration.serializer());
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        type = ClassReference.read(in, userCodeClassLoader);
        List<SerializerRegistration> read = new ArrayList<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            String registered = in.readText();
            Kind kind = Kind.valueOf(in.readText());
            read.add(new SerializerRegistration(registered, kind, in.readText()));
        }
        registrations = List.copyOf(read);
    }

    @SuppressWarnings("unchecked") // it has the name of the values' class
    private Optional<Class<T>> findClass() {
        return type.find().map(found -> (Class<T>) found);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return findClass()
                .map(found -> Serializers.generic(
                        found, registrations.stream().map(this::orGone).toList()))
                .orElseGet(() -> new Skipping<>(type.name()));
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof GenericSnapshot<T> old) || !type.isSameClassAs(old.type)) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        List<SerializerRegistration> together = continued(old);
        return together.equals(registrations)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
                        Serializers.generic(findClass().orElseThrow(), together));
    }

    private static boolean isDefault(SerializerRegistration registration) {
        return registration.kind() == Kind.KRYO_DEFAULT;
    }

    private SerializerRegistration orGone(SerializerRegistration registration) {
        // The JDK's loader, of a type of the JDK in the running program, knows nothing of the program's classes.
        boolean found = type.loader() == null
                || new ClassReference(registration.type(), type.loader()).find().isPresent();
        return found ? registration : new SerializerRegistration(registration.type(), Kind.GONE, null);
    }

    /** What was registered before in its order, with the serializers that are registered now; then what is new. */
    private List<SerializerRegistration> continued(GenericSnapshot<?> before) {
        List<SerializerRegistration> result = new ArrayList<>();
        for (SerializerRegistration old : before.registrations) {
            result.add(registrations.stream()
                    .filter(now -> now.type().equals(old.type()) && isDefault(now) == isDefault(old))
                    .findFirst()
                    .orElseGet(() -> before.orGone(old)));
        }
        registrations.stream().filter(now -> !result.contains(now)).forEach(result::add);
        return result;
    }

    /** Passes over values whose class is gone. */
    private static final class Skipping<T> extends ReadingSerializer<T> {
        private final String className;

        Skipping(String className) {
            this.className = className;
        }

        @Override
        public TypeSerializer<T> duplicate() {
            return this;
        }

        @Override
        @SuppressWarnings("unchecked") // nobody has the class to see that this is none
        public T deserialize(DataInputView source) throws IOException {
            int length = source.readVarInt();
            source.skipBytesToRead(length);
            return (T) (length + " bytes of a " + className + ", written by Kryo");
        }
    }
}
