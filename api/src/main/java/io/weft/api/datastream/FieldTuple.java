package io.weft.api.datastream;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.MapFunction;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.tuple.Tuple;
import io.weft.api.types.TupleTypeInfo;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.field.FieldAccessor;
import java.util.Arrays;
import java.util.List;

/** Makes a tuple of some of a record's fields: a key, or a projection. */
record FieldTuple<T>(List<FieldAccessor<T, Object>> fields) implements KeySelector<T, Tuple>, MapFunction<T, Tuple> {

    /** @throws InvalidProgramException if there are no fields, or too many for a tuple */
    static <T> FieldTuple<T> of(TypeInformation<T> type, String... fields) {
        if (fields.length == 0 || fields.length > Tuple.MAX_ARITY) {
            throw new InvalidProgramException(
                    "1 to " + Tuple.MAX_ARITY + " fields are needed, not " + fields.length + ".");
        }
        return new FieldTuple<>(Arrays.stream(fields)
                .map(field -> FieldAccessor.<T, Object>of(type, field))
                .toList());
    }

    static <T> FieldTuple<T> of(TypeInformation<T> type, int... fields) {
        return of(type, Arrays.stream(fields).mapToObj(Integer::toString).toArray(String[]::new));
    }

    TypeInformation<Tuple> tupleType() {
        return new TupleTypeInfo<>(
                fields.stream().map(FieldAccessor::getFieldType).toArray(TypeInformation<?>[]::new));
    }

    @Override
    public Tuple getKey(T value) {
        return map(value);
    }

    @Override
    public Tuple map(T value) {
        Tuple tuple = Tuple.newInstance(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            tuple.setField(fields.get(i).get(value), i);
        }
        return tuple;
    }
}
