package io.weft.serializers;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A POJO or record as it might be in some version of a program, and its values as maps, which are the model to compare with. */
public final class RandomStruct {

    /** What fields are, with what they are in the source. */
    enum Type {
        INT("int"),
        BOXED_INT("Integer"),
        LONG("long"),
        BOOLEAN("boolean"),
        TEXT("String"),
        OPTIONAL("java.util.Optional<String>"),
        COLOR("io.weft.serializers.RandomStruct.Color"),
        OPAQUE("io.weft.serializers.RandomStruct.Opaque"),
        NESTED(null),
        NESTED_LIST(null);

        private static final List<Type> PLAIN =
                Arrays.stream(values()).filter(type -> type.source != null).toList();

        private final String source;

        Type(String source) {
            this.source = source;
        }

        private Object fresh() {
            return switch (this) {
                case INT -> 0;
                case LONG -> 0L;
                case BOOLEAN -> false;
                case BOXED_INT, TEXT, OPTIONAL, COLOR, OPAQUE, NESTED, NESTED_LIST -> null;
            };
        }
    }

    public enum Color {
        RED,
        GREEN
    }

    /** Left to Kryo. */
    public static final class Opaque {
        private final int value;

        public Opaque(int value) {
            this.value = value;
        }

        @Override
        public boolean equals(Object obj) {
            return obj instanceof Opaque that && value == that.value;
        }

        @Override
        public int hashCode() {
            return value;
        }

        @Override
        public String toString() {
            return "Opaque " + value;
        }
    }

    final String name;
    final boolean record;
    final Map<String, Type> fields;
    /** What nested fields hold; null if there are none. */
    final RandomStruct inner;

    private RandomStruct(String name, boolean record, Map<String, Type> fields, RandomStruct inner) {
        this.name = name;
        this.record = record;
        this.fields = fields;
        this.inner = inner;
    }

    /** @param inner what nested fields hold, or null */
    static RandomStruct of(String name, RandomStruct inner, Random random) {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            fields.put("v" + random.nextInt(100), type(inner, random));
        }
        if (inner != null) {
            fields.put("inner", random.nextBoolean() ? Type.NESTED : Type.NESTED_LIST);
        }
        return new RandomStruct(name, random.nextBoolean(), fields, inner);
    }

    private static Type type(RandomStruct inner, Random random) {
        List<Type> possible = inner == null ? Type.PLAIN : List.of(Type.values());
        return possible.get(random.nextInt(possible.size()));
    }

    /** The next version: fields are added, removed, put into another order; perhaps the POJO becomes a record. */
    RandomStruct evolved(RandomStruct evolvedInner, Random random) {
        List<String> names = new ArrayList<>(fields.keySet());
        names.removeIf(field -> random.nextInt(4) == 0);
        if (random.nextBoolean()) {
            Collections.shuffle(names, random);
        }
        Map<String, Type> next = new LinkedHashMap<>();
        names.forEach(field -> next.put(field, boxed(fields.get(field), random)));
        for (int i = random.nextInt(4); i > 0; i--) {
            next.putIfAbsent("w" + random.nextInt(100), type(evolvedInner, random));
        }
        if (next.isEmpty()) {
            next.put("w", Type.TEXT);
        }
        return new RandomStruct(name, record != (random.nextInt(4) == 0), next, evolvedInner);
    }

    private static Type boxed(Type type, Random random) {
        boolean number = type == Type.INT || type == Type.BOXED_INT;
        return number && random.nextBoolean() ? Type.BOXED_INT : number ? Type.INT : type;
    }

    String source() {
        StringBuilder text = new StringBuilder("public ")
                .append(record ? "record " : "class ")
                .append(name)
                .append(record ? "(" : " {");
        String separator = "";
        for (Map.Entry<String, Type> field : fields.entrySet()) {
            text.append(record ? separator : "public ")
                    .append(source(field.getValue()))
                    .append(' ')
                    .append(field.getKey())
                    .append(record ? "" : ";");
            separator = ", ";
        }
        return text.append(record ? ") {}" : "}").toString();
    }

    private String source(Type type) {
        return switch (type) {
            case NESTED -> inner.name;
            case NESTED_LIST -> "java.util.List<" + inner.name + ">";
            default -> type.source;
        };
    }

    /** A value as a map; nested ones are maps too. */
    Map<String, Object> model(Random random) {
        Map<String, Object> model = new LinkedHashMap<>();
        fields.forEach((field, type) -> model.put(field, value(type, random)));
        return model;
    }

    private Object value(Type type, Random random) {
        boolean canBeNull = type != Type.INT && type != Type.LONG && type != Type.BOOLEAN;
        if (canBeNull && random.nextInt(5) == 0) {
            return null;
        }
        return switch (type) {
            case INT, BOXED_INT -> random.nextInt();
            case LONG -> random.nextLong();
            case BOOLEAN -> random.nextBoolean();
            case TEXT -> Integer.toHexString(random.nextInt());
            case OPTIONAL -> random.nextBoolean() ? Optional.of("x" + random.nextInt(9)) : Optional.empty();
            case COLOR -> Color.values()[random.nextInt(2)];
            case OPAQUE -> new Opaque(random.nextInt());
            case NESTED -> inner.model(random);
            case NESTED_LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(random.nextInt(5) == 0 ? null : inner.model(random));
                }
                yield list;
            }
        };
    }

    /** What a value of an older version has to become. */
    Map<String, Object> evolve(Map<?, ?> old) {
        Map<String, Object> model = new LinkedHashMap<>();
        fields.forEach(
                (field, type) -> model.put(field, old.containsKey(field) ? evolve(type, old.get(field)) : fresh(type)));
        return model;
    }

    private Object fresh(Type type) {
        return record && type == Type.OPTIONAL ? Optional.empty() : type.fresh();
    }

    private Object evolve(Type type, Object old) {
        if (old == null) {
            return type.fresh();
        }
        if (old instanceof Map<?, ?> map) {
            return inner.evolve(map);
        }
        if (old instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(element -> result.add(element == null ? null : inner.evolve((Map<?, ?>) element)));
            return result;
        }
        return old;
    }

    /** The value of a compiled class that a map stands for. */
    Object build(Map<?, ?> model, ClassLoader classes) throws ReflectiveOperationException {
        Class<?> type = classes.loadClass(name);
        List<Object> values = new ArrayList<>();
        for (String field : fields.keySet()) {
            values.add(built(model.get(field), classes));
        }
        if (record) {
            return type.getConstructors()[0].newInstance(values.toArray());
        }
        Object pojo = type.getConstructor().newInstance();
        int i = 0;
        for (String field : fields.keySet()) {
            type.getField(field).set(pojo, values.get(i++));
        }
        return pojo;
    }

    private Object built(Object value, ClassLoader classes) throws ReflectiveOperationException {
        if (value instanceof Map<?, ?> map) {
            return inner.build(map, classes);
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            for (Object element : list) {
                result.add(built(element, classes));
            }
            return result;
        }
        return value;
    }

    /** The map that stands for a value. */
    static Object unbuilt(Object value) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            for (Object element : list) {
                result.add(unbuilt(element));
            }
            return result;
        }
        if (value == null || !(value.getClass().getClassLoader() instanceof CompiledClasses)) {
            return value;
        }
        Map<String, Object> model = new LinkedHashMap<>();
        if (value.getClass().isRecord()) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                model.put(component.getName(), unbuilt(component.getAccessor().invoke(value)));
            }
        } else {
            for (Field field : value.getClass().getFields()) {
                model.put(field.getName(), unbuilt(field.get(value)));
            }
        }
        return model;
    }
}
