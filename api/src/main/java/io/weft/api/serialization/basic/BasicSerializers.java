package io.weft.api.serialization.basic;

import io.weft.api.serialization.TypeSerializer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/** All serializers of this package by the names of their values' types, which snapshots know them by. */
final class BasicSerializers {

    private static final Map<String, TypeSerializer<?>> BY_TYPE = new HashMap<>();
    private static final Map<TypeSerializer<?>, String> TYPES = new HashMap<>();

    static {
        add(String.class, StringSerializer.INSTANCE);
        add(Boolean.class, BooleanSerializer.INSTANCE);
        add(Byte.class, ByteSerializer.INSTANCE);
        add(Short.class, ShortSerializer.INSTANCE);
        add(Integer.class, IntSerializer.INSTANCE);
        add(Long.class, LongSerializer.INSTANCE);
        add(Float.class, FloatSerializer.INSTANCE);
        add(Double.class, DoubleSerializer.INSTANCE);
        add(Character.class, CharSerializer.INSTANCE);
        add(Void.class, VoidSerializer.INSTANCE);
        add(BigInteger.class, BigIntSerializer.INSTANCE);
        add(BigDecimal.class, BigDecSerializer.INSTANCE);
        add(java.util.Date.class, DateSerializers.DATE);
        add(java.sql.Date.class, DateSerializers.SQL_DATE);
        add(java.sql.Time.class, DateSerializers.SQL_TIME);
        add(java.sql.Timestamp.class, DateSerializers.SQL_TIMESTAMP);
        add(Instant.class, TimeSerializers.INSTANT);
        add(Duration.class, TimeSerializers.DURATION);
        add(LocalDate.class, TimeSerializers.LOCAL_DATE);
        add(LocalTime.class, TimeSerializers.LOCAL_TIME);
        add(LocalDateTime.class, TimeSerializers.LOCAL_DATE_TIME);
        add(OffsetDateTime.class, TimeSerializers.OFFSET_DATE_TIME);
        add(ZonedDateTime.class, TimeSerializers.ZONED_DATE_TIME);
        add(Period.class, TimeSerializers.PERIOD);
        add(boolean[].class, PrimitiveArraySerializers.BOOLEAN);
        add(byte[].class, PrimitiveArraySerializers.BYTE);
        add(short[].class, PrimitiveArraySerializers.SHORT);
        add(int[].class, PrimitiveArraySerializers.INT);
        add(long[].class, PrimitiveArraySerializers.LONG);
        add(float[].class, PrimitiveArraySerializers.FLOAT);
        add(double[].class, PrimitiveArraySerializers.DOUBLE);
        add(char[].class, PrimitiveArraySerializers.CHAR);
    }

    private BasicSerializers() {}

    private static <T> void add(Class<T> type, TypeSerializer<T> serializer) {
        BY_TYPE.put(type.getCanonicalName(), serializer);
        TYPES.put(serializer, type.getCanonicalName());
    }

    static String typeName(TypeSerializer<?> serializer) {
        return TYPES.get(serializer);
    }

    /** Null if there is none. */
    static TypeSerializer<?> find(String typeName) {
        return BY_TYPE.get(typeName);
    }
}
