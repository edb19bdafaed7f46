package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.data.Row;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.RowSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The type of rows whose fields are known. */
public final class RowTypeInfo extends CompositeType<Row> {

    /** Fields named {@code f0}, {@code f1}, and so on. */
    public RowTypeInfo(TypeInformation<?>... types) {
        this(types, IntStream.range(0, types.length).mapToObj(i -> "f" + i).toArray(String[]::new));
    }

    public RowTypeInfo(TypeInformation<?>[] types, String[] fieldNames) {
        super(Row.class, List.of(fieldNames), List.of(types));
        if (types.length != fieldNames.length
                || List.of(fieldNames).stream().distinct().count() != fieldNames.length) {
            throw new IllegalArgumentException(
                    "A row with " + types.length + " fields needs as many different names, not " + List.of(fieldNames));
        }
    }

    @Override
    @SuppressWarnings("unchecked") // rows hold objects
    public TypeSerializer<Row> createSerializer(SerializerConfig config) {
        List<TypeSerializer<Object>> serializers = new ArrayList<>();
        for (TypeInformation<?> type : fieldTypes()) {
            serializers.add((TypeSerializer<Object>) type.createSerializer(config));
        }
        return new RowSerializer(List.of(getFieldNames()), serializers);
    }

    @Override
    public String toString() {
        return "Row(" + describeFields() + ")";
    }
}
