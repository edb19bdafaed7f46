package io.weft.connector.file.csv;

import io.weft.api.serialization.struct.StructAccess;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.tuple.Tuple;
import io.weft.api.types.PojoTypeInfo;
import io.weft.api.types.TupleTypeInfo;
import io.weft.api.types.TypeInformation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes records of the fields of lines. */
interface RecordMaker<T> {

    T make(String[] fields) throws MalformedLineException;

    /**
     * @param columns the names of the columns; empty if they are not known
     * @throws IllegalArgumentException if the type cannot be read from such columns
     */
    @SuppressWarnings("unchecked") // each kind of type says what its records are
    static <T> RecordMaker<T> of(TypeInformation<T> type, List<String> columns) {
        if (type.getTypeClass() == String[].class) {
            return fields -> (T) fields;
        }
        if (type instanceof TupleTypeInfo<?> tuple) {
            return (RecordMaker<T>) (RecordMaker<?>) ofTuple(tuple);
        }
        if (type instanceof PojoTypeInfo<T> pojo) {
            return ofStruct(pojo, columns);
        }
        throw new IllegalArgumentException(
                "Lines cannot be read into " + type + ". Use a record, a POJO, a tuple, or String[].");
    }

    private static RecordMaker<Tuple> ofTuple(TupleTypeInfo<?> type) {
        List<FieldParser> parsers = new ArrayList<>();
        for (TypeInformation<?> field : type.fieldTypes()) {
            parsers.add(new FieldParser(Integer.toString(parsers.size() + 1), field.getTypeClass(), true));
        }
        return fields -> {
            checkCount(fields, parsers.size());
            Tuple tuple = Tuple.newInstance(parsers.size());
            for (int i = 0; i < fields.length; i++) {
                tuple.setField(parsers.get(i).parse(fields[i]), i);
            }
            return tuple;
        };
    }

    private static <T> RecordMaker<T> ofStruct(PojoTypeInfo<T> type, List<String> columns) {
        List<String> names = Arrays.asList(type.getFieldNames());
        if (columns.isEmpty() && !type.isRecord()) {
            throw new IllegalArgumentException("The fields of " + type
                    + " have no order: say withHeader(), or name the columns with withColumns(...).");
        }
        List<String> order = columns.isEmpty() ? names : columns;
        int[] positions = new int[names.size()];
        List<FieldParser> parsers = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            String name = names.get(i);
            positions[i] = order.indexOf(name);
            if (positions[i] < 0) {
                throw new IllegalArgumentException("There is no column for the field " + name + " of " + type
                        + "; the columns are " + order + ".");
            }
            boolean nullable =
                    !StructAccess.field(type.getTypeClass(), name).getType().isPrimitive();
            parsers.add(new FieldParser(name, type.getTypeAt(i).getTypeClass(), nullable));
        }
        StructAccess<T> access =
                new StructAccess<>(type.getTypeClass(), type.isRecord() ? Kind.RECORD : Kind.POJO, names);
        return fields -> {
            checkCount(fields, order.size());
            Object[] values = new Object[positions.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = parsers.get(i).parse(fields[positions[i]]);
            }
            try {
                return access.create(values);
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new MalformedLineException("it was refused: " + e.getMessage());
            }
        };
    }

    private static void checkCount(String[] fields, int expected) throws MalformedLineException {
        if (fields.length != expected) {
            throw new MalformedLineException("there are " + fields.length + " fields, not " + expected);
        }
    }
}
