package io.weft.api.serialization.composite;

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
import java.util.Objects;
import java.util.Optional;

/**
 * The snapshot of a serializer of an enum: the class and the names of its constants, in order. Constants may be added anywhere and put into
 * another order. One that was removed is an error only when a value of it is read.
 */
public final class EnumSnapshot<E extends Enum<E>> implements DescriptiveSnapshot<E> {

    private String className;
    private List<String> constants;
    private ClassLoader loader;

    /** For reading. */
    public EnumSnapshot() {}

    EnumSnapshot(Class<E> type) {
        className = type.getName();
        constants = names(type);
        loader = type.getClassLoader();
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    @Override
    public String typeName() {
        return className;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeText(className);
        out.writeVarInt(constants.size());
        for (String constant : constants) {
            out.writeText(constant);
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        className = in.readText();
        String[] names = new String[in.readVarInt()];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.readText();
        }
        constants = List.of(names);
        loader = userCodeClassLoader;
    }

    @SuppressWarnings("unchecked") // it has the name of the enum
    private Optional<Class<E>> findClass() {
        try {
            Class<?> type = loader == null ? Class.forName(className) : loader.loadClass(className);
            return type.isEnum() ? Optional.of((Class<E>) type) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private boolean isBeginningOf(List<String> now) {
        return constants.size() <= now.size() && constants.equals(now.subList(0, constants.size()));
    }

    @Override
    @SuppressWarnings("unchecked") // without the class nobody can see that a name is no constant
    public TypeSerializer<E> restoreSerializer() {
        Optional<Class<E>> type = findClass();
        return type.isPresent() && isBeginningOf(names(type.get()))
                ? new EnumSerializer<>(type.get())
                : (TypeSerializer<E>) (TypeSerializer<?>) new ByOldNumber(className, constants, type.orElse(null));
    }

    @Override
    public TypeSerializerSchemaCompatibility<E> resolveSchemaCompatibility(
            TypeSerializerSnapshot<E> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof EnumSnapshot<E> old) || !Objects.equals(old.findClass(), findClass())) {
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
