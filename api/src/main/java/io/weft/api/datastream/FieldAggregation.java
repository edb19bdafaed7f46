package io.weft.api.datastream;

import io.weft.api.functions.ReduceFunction;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.tuple.Tuple;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.field.FieldAccessor;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Aggregations of one field. */
final class FieldAggregation {

    private FieldAggregation() {}

    static <T> ReduceFunction<T> sum(TypeInformation<T> type, String field) {
        FieldAccessor<T, Object> accessor = FieldAccessor.of(type, field);
        Class<?> fieldClass = accessor.getFieldType().getTypeClass();
        if (fieldClass != Object.class && !Number.class.isAssignableFrom(fieldClass)) {
            throw new InvalidProgramException("Only numbers can be summed, but field '" + field + "' of " + type
                    + " is " + accessor.getFieldType() + ".");
        }
        return new Combine<>(accessor, FieldAggregation::add);
    }

    static <T> ReduceFunction<T> min(TypeInformation<T> type, String field) {
        return new Combine<>(comparable(type, field), (a, b) -> compare(a, b) <= 0 ? a : b);
    }

    static <T> ReduceFunction<T> max(TypeInformation<T> type, String field) {
        return new Combine<>(comparable(type, field), (a, b) -> compare(a, b) >= 0 ? a : b);
    }

    static <T> ReduceFunction<T> minBy(TypeInformation<T> type, String field, boolean first) {
        return new Choose<>(comparable(type, field), -1, first);
    }

    static <T> ReduceFunction<T> maxBy(TypeInformation<T> type, String field, boolean first) {
        return new Choose<>(comparable(type, field), 1, first);
    }

    private static <T> FieldAccessor<T, Object> comparable(TypeInformation<T> type, String field) {
        FieldAccessor<T, Object> accessor = FieldAccessor.of(type, field);
        Class<?> fieldClass = accessor.getFieldType().getTypeClass();
        if (fieldClass != Object.class && !Comparable.class.isAssignableFrom(fieldClass)) {
            throw new InvalidProgramException("Field '" + field + "' of " + type + " is " + accessor.getFieldType()
                    + ", which has no order; use a field that is Comparable.");
        }
        return accessor;
    }

    @SuppressWarnings("unchecked") // both are values of one field
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static Object add(Object a, Object b) {
        if (a instanceof Long x) {
            return x + (Long) b;
        }
        if (a instanceof Integer x) {
            return x + (Integer) b;
        }
        if (a instanceof Double x) {
            return x + (Double) b;
        }
        if (a instanceof Float x) {
            return x + (Float) b;
        }
        if (a instanceof Short x) {
            return (short) (x + (Short) b);
        }
        if (a instanceof Byte x) {
            return (byte) (x + (Byte) b);
        }
        if (a instanceof BigDecimal x) {
            return x.add((BigDecimal) b);
        }
        if (a instanceof BigInteger x) {
            return x.add((BigInteger) b);
        }
        throw new IllegalArgumentException(
                "Only numbers can be summed, not a " + a.getClass().getName() + ".");
    }

    private interface Operation extends Serializable {

        Object apply(Object a, Object b);
    }

    /** Replaces the field, and leaves the other fields as they were first. */
    private record Combine<T>(FieldAccessor<T, Object> field, Operation operation) implements ReduceFunction<T> {

        @Override
        public T reduce(T value1, T value2) {
            Object combined = operation.apply(field.get(value1), field.get(value2));
            return field.set(ownCopy(value1), combined);
        }

        /** The value so far has been emitted and may be on its way; tuples are cheap to copy. */
        @SuppressWarnings("unchecked") // a tuple's copy has its class
        private T ownCopy(T value) {
            return value instanceof Tuple tuple ? (T) tuple.copy() : value;
        }
    }

    /** Keeps one of two records whole. */
    private record Choose<T>(FieldAccessor<T, Object> field, int sign, boolean first) implements ReduceFunction<T> {

        @Override
        public T reduce(T value1, T value2) {
            int order = Integer.signum(compare(field.get(value1), field.get(value2))) * sign;
            if (order == 0) {
                return first ? value1 : value2;
            }
            return order > 0 ? value1 : value2;
        }
    }
}
