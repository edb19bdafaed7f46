package io.weft.state.inspection;

import io.weft.api.data.Row;
import io.weft.api.tuple.Tuple;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values of any class as null, texts, numbers, truth values, lists and maps with texts as keys: what can be printed, and written as JSON.
 */
public final class PlainValue {

    /** Deeper than this there is only what {@code toString()} tells: values may refer to themselves. */
    private static final int MAX_DEPTH = 16;

    private PlainValue() {}

    /** The value in that form. */
    public static Object of(Object value) {
        return of(value, MAX_DEPTH);
    }

    private static Object of(Object value, int depth) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        if (depth == 0) {
            return String.valueOf(value);
        }
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null), depth - 1);
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(item -> of(item, depth - 1)).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, part) -> plain.put(text(of(key, depth - 1)), of(part, depth - 1)));
            return plain;
        }
        if (value.getClass().isArray()) {
            return array(value, depth);
        }
        return structure(value, depth);
    }

    private static List<Object> array(Object array, int depth) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            items.add(of(Array.get(array, i), depth - 1));
        }
        return items;
    }

    private static Object structure(Object value, int depth) {
        if (value instanceof Tuple tuple) {
            List<Object> fields = new ArrayList<>();
            for (int i = 0; i < tuple.getArity(); i++) {
                fields.add(of(tuple.getField(i), depth - 1));
            }
            return fields;
        }
        if (value instanceof Row row) {
            return row(row, depth);
        }
        try {
            if (value instanceof Record) {
                return record(value, depth);
            }
            return tellsItself(value.getClass()) ? value.toString() : fields(value, depth);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return value.toString();
        }
    }

    private static Object row(Row row, int depth) {
        Set<String> names = row.getFieldNames(true);
        if (names == null) {
            List<Object> fields = new ArrayList<>();
            for (int i = 0; i < row.getArity(); i++) {
                fields.add(of(row.getField(i), depth - 1));
            }
            return fields;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(name, of(row.getField(name), depth - 1)));
        return fields;
    }

    private static Map<String, Object> record(Object value, int depth) throws ReflectiveOperationException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            fields.put(component.getName(), of(component.getAccessor().invoke(value), depth - 1));
        }
        return fields;
    }

    private static boolean tellsItself(Class<?> type) throws ReflectiveOperationException {
        return type.getMethod("toString").getDeclaringClass() != Object.class;
    }

    private static Map<String, Object> fields(Object value, int depth) throws ReflectiveOperationException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.put(field.getName(), of(field.get(value), depth - 1));
                }
            }
        }
        return fields;
    }

    /** A plain value as one line. A text that stands alone is as it is, one inside of something is in quotes. */
    public static String text(Object plain) {
        return plain instanceof String alone ? alone : nested(plain);
    }

    private static String nested(Object plain) {
        if (plain instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (plain instanceof List<?> items) {
            return items.stream().map(PlainValue::nested).collect(Collectors.joining(", ", "[", "]"));
        }
        if (plain instanceof Map<?, ?> parts) {
            return parts.entrySet().stream()
                    .map(part -> part.getKey() + ": " + nested(part.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(plain);
    }
}
