package io.weft.api.types;

import io.weft.api.data.Either;
import io.weft.api.data.Row;
import io.weft.api.reflect.PojoRules;
import io.weft.api.tuple.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types that programs name, where they have to. */
public final class Types {

    public static final TypeInformation<Void> VOID = BasicTypeInfo.VOID_TYPE_INFO;
    public static final TypeInformation<String> STRING = BasicTypeInfo.STRING_TYPE_INFO;
    public static final TypeInformation<Byte> BYTE = BasicTypeInfo.BYTE_TYPE_INFO;
    public static final TypeInformation<Boolean> BOOLEAN = BasicTypeInfo.BOOLEAN_TYPE_INFO;
    public static final TypeInformation<Short> SHORT = BasicTypeInfo.SHORT_TYPE_INFO;
    public static final TypeInformation<Integer> INT = BasicTypeInfo.INT_TYPE_INFO;
    public static final TypeInformation<Long> LONG = BasicTypeInfo.LONG_TYPE_INFO;
    public static final TypeInformation<Float> FLOAT = BasicTypeInfo.FLOAT_TYPE_INFO;
    public static final TypeInformation<Double> DOUBLE = BasicTypeInfo.DOUBLE_TYPE_INFO;
    public static final TypeInformation<Character> CHAR = BasicTypeInfo.CHAR_TYPE_INFO;
    public static final TypeInformation<BigDecimal> BIG_DEC = BasicTypeInfo.BIG_DEC_TYPE_INFO;
    public static final TypeInformation<BigInteger> BIG_INT = BasicTypeInfo.BIG_INT_TYPE_INFO;
    public static final TypeInformation<java.sql.Date> SQL_DATE = BasicTypeInfo.SQL_DATE_TYPE_INFO;
    public static final TypeInformation<java.sql.Time> SQL_TIME = BasicTypeInfo.SQL_TIME_TYPE_INFO;
    public static final TypeInformation<java.sql.Timestamp> SQL_TIMESTAMP = BasicTypeInfo.SQL_TIMESTAMP_TYPE_INFO;
    public static final TypeInformation<LocalDate> LOCAL_DATE = BasicTypeInfo.LOCAL_DATE_TYPE_INFO;
    public static final TypeInformation<LocalTime> LOCAL_TIME = BasicTypeInfo.LOCAL_TIME_TYPE_INFO;
    public static final TypeInformation<LocalDateTime> LOCAL_DATE_TIME = BasicTypeInfo.LOCAL_DATE_TIME_TYPE_INFO;
    public static final TypeInformation<Instant> INSTANT = BasicTypeInfo.INSTANT_TYPE_INFO;
    public static final TypeInformation<Duration> DURATION = BasicTypeInfo.DURATION_TYPE_INFO;

    private Types() {}

    /** Rows with fields {@code f0}, {@code f1}, and so on. */
    public static TypeInformation<Row> ROW(TypeInformation<?>... types) {
        return new RowTypeInfo(types);
    }

    /** Rows with named fields. */
    public static TypeInformation<Row> ROW_NAMED(String[] fieldNames, TypeInformation<?>... types) {
        return new RowTypeInfo(types, fieldNames);
    }

    public static <T extends Tuple> TypeInformation<T> TUPLE(TypeInformation<?>... types) {
        return new TupleTypeInfo<>(types);
    }

    /** A subclass of a tuple that says the types of its fields. */
    public static <T extends Tuple> TypeInformation<T> TUPLE(Class<T> tupleSubclass) {
        TypeInformation<T> info = TypeInformation.of(tupleSubclass);
        if (!info.isTupleType()) {
            throw new IllegalArgumentException(
                    tupleSubclass.getName() + " is not a tuple of some arity, without further fields, but " + info);
        }
        return info;
    }

    /**
     * A POJO or record.
     *
     * @throws IllegalArgumentException if the class isn't one, saying why
     */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass) {
        TypeInformation<T> info = TypeInformation.of(pojoClass);
        if (!(info instanceof PojoTypeInfo)) {
            throw notPojo(pojoClass);
        }
        return info;
    }

    /**
     * A POJO or record with types for its fields, all of them.
     *
     * @throws IllegalArgumentException if the class isn't one, or has other fields
     */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass, Map<String, TypeInformation<?>> fields) {
        PojoTypeInfo<T> found = (PojoTypeInfo<T>) POJO(pojoClass);
        List<String> names = List.of(found.getFieldNames());
        if (!fields.keySet().equals(Set.copyOf(names))) {
            throw new IllegalArgumentException(
                    pojoClass.getName() + " has the fields " + names + ", but types were given for " + fields.keySet());
        }
        List<TypeInformation<?>> types = new ArrayList<>();
        names.forEach(name -> types.add(fields.get(name)));
        return new PojoTypeInfo<>(pojoClass, names, types);
    }

    private static IllegalArgumentException notPojo(Class<?> type) {
        String objection = PojoRules.check(type).objection();
        return new IllegalArgumentException(type.getName() + " is not a POJO: "
                + (objection == null ? "it has a type of its own, " + TypeInformation.of(type) : objection));
    }

    /** A class that Kryo serializes. */
    public static <T> TypeInformation<T> GENERIC(Class<T> genericClass) {
        return new GenericTypeInfo<>(genericClass);
    }

    /**
     * Arrays of primitives.
     *
     * @param elementType such as {@link #INT}
     * @throws IllegalArgumentException if there is no such primitive
     */
    public static TypeInformation<?> PRIMITIVE_ARRAY(TypeInformation<?> elementType) {
        return PrimitiveArrayTypeInfo.ofElement(elementType);
    }

    /** Arrays of objects; {@code OBJECT_ARRAY(INT)} is {@code Integer[]}. */
    public static <E> TypeInformation<E[]> OBJECT_ARRAY(TypeInformation<E> elementType) {
        return ObjectArrayTypeInfo.getInfoFor(elementType);
    }

    public static <L, R> TypeInformation<Either<L, R>> EITHER(
            TypeInformation<L> leftType, TypeInformation<R> rightType) {
        return new EitherTypeInfo<>(leftType, rightType);
    }

    public static <T> TypeInformation<Optional<T>> OPTIONAL(TypeInformation<T> valueType) {
        return new OptionalTypeInfo<>(valueType);
    }

    public static <E extends Enum<E>> TypeInformation<E> ENUM(Class<E> enumType) {
        return new EnumTypeInfo<>(enumType);
    }

    public static <K, V> TypeInformation<Map<K, V>> MAP(TypeInformation<K> keyType, TypeInformation<V> valueType) {
        return new MapTypeInfo<>(keyType, valueType);
    }

    public static <E> TypeInformation<List<E>> LIST(TypeInformation<E> elementType) {
        return new ListTypeInfo<>(elementType);
    }

    public static <E> TypeInformation<Set<E>> SET(TypeInformation<E> elementType) {
        return new SetTypeInfo<>(elementType);
    }
}
