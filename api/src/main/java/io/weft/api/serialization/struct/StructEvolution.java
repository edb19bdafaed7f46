package io.weft.api.serialization.struct;

import io.weft.api.data.Row;
import io.weft.api.data.RowKind;
import io.weft.api.reflect.PojoRules;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.tuple.Tuple;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes values of a class as it is now out of the fields that it had before. */
final class StructEvolution {

    private StructEvolution() {}

    static Kind kindOf(Class<?> type) {
        return type.isRecord() ? Kind.RECORD : Tuple.class.isAssignableFrom(type) ? Kind.TUPLE : Kind.POJO;
    }

    /** The names of the fields that a POJO or record has now, in the order in which they are written. */
    static List<String> fieldNames(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : PojoRules.fields(type).stream().map(Field::getName).toList();
    }

    /**
     * @param type empty if it is not to be found: then values are rows
     * @param oldNames of the fields whose values will be given
     */
    @SuppressWarnings("unchecked") // nobody knows T if its class is missing
    static <T> Function<Object[], T> of(Optional<Class<T>> type, List<String> oldNames) {
        if (type.isEmpty()) {
            return (Function<Object[], T>) rows(oldNames);
        }
        return type.get().isRecord() ? records(type.get(), oldNames) : pojos(type.get(), oldNames);
    }

    private static Function<Object[], Row> rows(List<String> names) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        names.forEach(name -> positions.put(name, positions.size()));
        return values -> Row.named(RowKind.INSERT, values, positions);
    }

    private static <T> Function<Object[], T> records(Class<T> type, List<String> oldNames) {
        List<String> names = fieldNames(type);
        StructAccess<T> access = new StructAccess<>(type, Kind.RECORD, names);
        RecordComponent[] components = type.getRecordComponents();
        int[] sources = names.stream().mapToInt(oldNames::indexOf).toArray();
        return old -> {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object value = sources[i] < 0 ? null : old[sources[i]];
                values[i] = value == null
                                && (sources[i] < 0 || components[i].getType().isPrimitive())
                        ? defaultOf(components[i].getType())
                        : value;
            }
            return access.create(values);
        };
    }

    private static Object defaultOf(Class<?> type) {
        return type.isPrimitive()
                ? Array.get(Array.newInstance(type, 1), 0)
                : type == Optional.class ? Optional.empty() : null;
    }

    private static <T> Function<Object[], T> pojos(Class<T> type, List<String> oldNames) {
        List<String> names =
                fieldNames(type).stream().filter(oldNames::contains).toList();
        StructAccess<T> access = new StructAccess<>(type, Kind.POJO, names);
        int[] sources = names.stream().mapToInt(oldNames::indexOf).toArray();
        boolean[] primitive = new boolean[sources.length];
        for (int i = 0; i < sources.length; i++) {
            primitive[i] = StructAccess.field(type, names.get(i)).getType().isPrimitive();
        }
        return old -> {
            T pojo = access.create();
            for (int i = 0; i < sources.length; i++) {
                Object value = old[sources[i]];
                if (value != null || !primitive[i]) {
                    access.set(pojo, i, value);
                }
            }
            return pojo;
        };
    }
}
