package io.weft.serializers;

import io.weft.api.reflect.PojoRules;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.BooleanSerializer;
import io.weft.api.serialization.basic.ByteSerializer;
import io.weft.api.serialization.basic.CharSerializer;
import io.weft.api.serialization.basic.DoubleSerializer;
import io.weft.api.serialization.basic.FloatSerializer;
import io.weft.api.serialization.basic.IntSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.ShortSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.serialization.struct.StructAccess;
import io.weft.api.serialization.struct.StructLayout;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructLayout.StructField;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All of a layout that decides the code that is generated for it: layouts of one class with equal shapes share their code. */
record StructShape(Class<?> type, Kind kind, List<FieldShape> fields, boolean hasSubclasses) {

    /**
     * A field.
     *
     * @param getter called instead of reading the field, or null
     * @param setter called instead of writing the field, or null
     * @param format how it is written
     * @param nullable if it has a bit that says that it is null
     * @param takesNull if its serializer can write null
     * @param shared if copies share its value
     */
    record FieldShape(
            Field field,
            Method getter,
            Method setter,
            Format format,
            boolean nullable,
            boolean takesNull,
            boolean shared) {

        Class<?> type() {
            return field.getType();
        }
    }

    /** How a field is written. */
    enum Format {
        BOOLEAN("Boolean", boolean.class, Boolean.class),
        BYTE("Byte", byte.class, Byte.class),
        SHORT("Short", short.class, Short.class),
        INT("Int", int.class, Integer.class),
        LONG("Long", long.class, Long.class),
        FLOAT("Float", float.class, Float.class),
        DOUBLE("Double", double.class, Double.class),
        CHAR("Char", char.class, Character.class),
        TEXT("Text", null, String.class),
        /** By calling its serializer. */
        CALL(null, null, null);

        private static final Map<Class<?>, Format> BY_SERIALIZER = Map.of(
                BooleanSerializer.class, BOOLEAN,
                ByteSerializer.class, BYTE,
                ShortSerializer.class, SHORT,
                IntSerializer.class, INT,
                LongSerializer.class, LONG,
                FloatSerializer.class, FLOAT,
                DoubleSerializer.class, DOUBLE,
                CharSerializer.class, CHAR,
                StringSerializer.class, TEXT);

        /** The end of the names of the views' methods that read and write it. */
        final String viewMethod;

        final Class<?> primitive;
        final Class<?> boxed;

        Format(String viewMethod, Class<?> primitive, Class<?> boxed) {
            this.viewMethod = viewMethod;
            this.primitive = primitive;
            this.boxed = boxed;
        }

        static Format of(TypeSerializer<?> serializer) {
            return BY_SERIALIZER.getOrDefault(serializer.getClass(), CALL);
        }
    }

    StructShape {
        fields = List.copyOf(fields);
    }

    /** The shape of a layout; empty if code beside its class couldn't access all that it has to. */
    static Optional<StructShape> of(StructLayout<?> layout) {
        Class<?> type = layout.type();
        List<FieldShape> fields = new ArrayList<>();
        for (int i = 0; i < layout.fields().size(); i++) {
            Optional<FieldShape> field = field(layout, i);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field.get());
        }
        return Optional.of(new StructShape(type, layout.kind(), fields, layout.subclasses() != null));
    }

    private static Optional<FieldShape> field(StructLayout<?> layout, int index) {
        Class<?> type = layout.type();
        StructField struct = layout.fields().get(index);
        Field field = StructAccess.field(type, struct.name());
        boolean direct = isAccessible(field.getModifiers(), field.getDeclaringClass(), type);
        Method getter = direct ? null : PojoRules.getter(type, field).orElse(null);
        Method setter = direct ? null : PojoRules.setter(type, field).orElse(null);
        if (!isNameable(field.getType(), type) || (!direct && (getter == null || setter == null))) {
            return Optional.empty();
        }
        Format format = Format.of(struct.serializer());
        if (field.getType().isPrimitive() && format.primitive != field.getType()) {
            return Optional.empty();
        }
        return Optional.of(new FieldShape(
                field,
                getter,
                setter,
                format,
                layout.isNullable(index),
                struct.takesNull(),
                struct.serializer().isImmutableType()));
    }

    private static boolean isAccessible(int modifiers, Class<?> owner, Class<?> from) {
        if (owner == from) {
            return true;
        }
        return isNameable(owner, from)
                && (Modifier.isPublic(modifiers) || (!Modifier.isPrivate(modifiers) && samePackage(owner, from)));
    }

    /** True if code in the package of one class may name the other. */
    private static boolean isNameable(Class<?> type, Class<?> from) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive() || Modifier.isPublic(element.getModifiers()) || samePackage(element, from);
    }

    private static boolean samePackage(Class<?> a, Class<?> b) {
        return a.getPackageName().equals(b.getPackageName()) && a.getClassLoader() == b.getClassLoader();
    }
}
