package io.weft.api.serialization.composite;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The snapshot of a serializer of an enum: the class and the names of its constants, in order. Constants may be added anywhere and put into
 * another order. One that was removed is an error only when a value of it is read.
 */
public final class EnumSnapshot<E extends Enum<E>> implements DescriptiveSnapshot<E> {

    private ClassReference type;
    private List<String> constants;

    /** For reading. */
    public EnumSnapshot() {}

    EnumSnapshot(Class<E> type) {
        this.type = ClassReference.of(type);
        constants = names(type);
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    @Override
    public String typeName() {
        return type.name();
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        type.write(out);
        out.writeVarInt(constants.size());
        for (String constant : constants) {
            out.writeText(constant);
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        type = ClassReference.read(in, userCodeClassLoader);
        String[] names = new String[in.readVarInt()];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.readText();
        }
        constants = List.of(names);
    }

    @SuppressWarnings("unchecked") // it has the name of the enum
    private Optional<Class<E>> findClass() {
        return type.find().filter(Class::isEnum).map(found -> (Class<E>) found);
    }

    private boolean isBeginningOf(List<String> now) {
        return constants.size() <= now.size() && constants.equals(now.subList(0, constants.size()));
    }

    @Override
    @SuppressWarnings("unchecked") // without the class nobody can see that a name is no constant
    public TypeSerializer<E> restoreSerializer() {
        Optional<Class<E>> found = findClass();
        return found.isPresent() && isBeginningOf(names(found.get()))
                ? new EnumSerializer<>(found.get())
                : (TypeSerializer<E>) (TypeSerializer<?>) new ByOldNumber(type.name(), constants, found.orElse(null));
    }

    @Override
    public TypeSerializerSchemaCompatibility<E> resolveSchemaCompatibility(
            TypeSerializerSnapshot<E> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof EnumSnapshot<E> old) || !type.isSameClassAs(old.type)) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        return old.isBeginningOf(constants)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    /** Reads the numbers that constants had; the values are their names if the class is gone. */
    private static final class ByOldNumber extends ReadingSerializer<Object> {
        private final String className;
        private final transient List<String> names;
        private final transient Object[] values;

        /** @param type null if it is gone */
        ByOldNumber(String className, List<String> names, Class<? extends Enum<?>> type) {
            this.className = className;
            this.names = names;
            this.values = names.stream()
                    .map(name -> type == null ? name : constant(type, name))
                    .toArray();
        }

        private static Object constant(Class<? extends Enum<?>> type, String name) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public TypeSerializer<Object> duplicate() {
            return this;
        }

        @Override
        public Object deserialize(DataInputView source) throws IOException {
            int number = source.readVarInt();
            if (number < 0 || number >= values.length) {
                throw new IOException("Corrupt data: " + className + " had " + values.length + " constants, but number "
                        + number + " was read");
            }
            if (values[number] == null) {
                throw new IOException("A value is " + names.get(number) + ", a constant that " + className
                        + " no longer has: add it again, even if it is not used any more");
            }
            return values[number];
        }
    }
}
