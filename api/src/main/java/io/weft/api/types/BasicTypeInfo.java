package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.BigDecSerializer;
import io.weft.api.serialization.basic.BigIntSerializer;
import io.weft.api.serialization.basic.BooleanSerializer;
import io.weft.api.serialization.basic.ByteSerializer;
import io.weft.api.serialization.basic.CharSerializer;
import io.weft.api.serialization.basic.DateSerializers;
import io.weft.api.serialization.basic.DoubleSerializer;
import io.weft.api.serialization.basic.FloatSerializer;
import io.weft.api.serialization.basic.IntSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.ShortSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.serialization.basic.TimeSerializers;
import io.weft.api.serialization.basic.VoidSerializer;
import java.io.ObjectStreamException;
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
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** The types of values without parts: the boxes of primitives, text, big numbers, dates and times. */
public final class BasicTypeInfo<T> extends TypeInformation<T> {

    public static final BasicTypeInfo<String> STRING_TYPE_INFO =
            new BasicTypeInfo<>(String.class, StringSerializer.INSTANCE);
    public static final BasicTypeInfo<Boolean> BOOLEAN_TYPE_INFO =
            new BasicTypeInfo<>(Boolean.class, BooleanSerializer.INSTANCE);
    public static final BasicTypeInfo<Byte> BYTE_TYPE_INFO = new BasicTypeInfo<>(Byte.class, ByteSerializer.INSTANCE);
    public static final BasicTypeInfo<Short> SHORT_TYPE_INFO =
            new BasicTypeInfo<>(Short.class, ShortSerializer.INSTANCE);
    public static final BasicTypeInfo<Integer> INT_TYPE_INFO =
            new BasicTypeInfo<>(Integer.class, IntSerializer.INSTANCE);
    public static final BasicTypeInfo<Long> LONG_TYPE_INFO = new BasicTypeInfo<>(Long.class, LongSerializer.INSTANCE);
    public static final BasicTypeInfo<Float> FLOAT_TYPE_INFO =
            new BasicTypeInfo<>(Float.class, FloatSerializer.INSTANCE);
    public static final BasicTypeInfo<Double> DOUBLE_TYPE_INFO =
            new BasicTypeInfo<>(Double.class, DoubleSerializer.INSTANCE);
    public static final BasicTypeInfo<Character> CHAR_TYPE_INFO =
            new BasicTypeInfo<>(Character.class, CharSerializer.INSTANCE);
    public static final BasicTypeInfo<Void> VOID_TYPE_INFO = new BasicTypeInfo<>(Void.class, VoidSerializer.INSTANCE);
    public static final BasicTypeInfo<BigInteger> BIG_INT_TYPE_INFO =
            new BasicTypeInfo<>(BigInteger.class, BigIntSerializer.INSTANCE);
    public static final BasicTypeInfo<BigDecimal> BIG_DEC_TYPE_INFO =
            new BasicTypeInfo<>(BigDecimal.class, BigDecSerializer.INSTANCE);
    public static final BasicTypeInfo<Date> DATE_TYPE_INFO = new BasicTypeInfo<>(Date.class, DateSerializers.DATE);
    public static final BasicTypeInfo<java.sql.Date> SQL_DATE_TYPE_INFO =
            new BasicTypeInfo<>(java.sql.Date.class, DateSerializers.SQL_DATE);
    public static final BasicTypeInfo<java.sql.Time> SQL_TIME_TYPE_INFO =
            new BasicTypeInfo<>(java.sql.Time.class, DateSerializers.SQL_TIME);
    public static final BasicTypeInfo<java.sql.Timestamp> SQL_TIMESTAMP_TYPE_INFO =
            new BasicTypeInfo<>(java.sql.Timestamp.class, DateSerializers.SQL_TIMESTAMP);
    public static final BasicTypeInfo<Instant> INSTANT_TYPE_INFO =
            new BasicTypeInfo<>(Instant.class, TimeSerializers.INSTANT);
    public static final BasicTypeInfo<Duration> DURATION_TYPE_INFO =
            new BasicTypeInfo<>(Duration.class, TimeSerializers.DURATION);
    public static final BasicTypeInfo<LocalDate> LOCAL_DATE_TYPE_INFO =
            new BasicTypeInfo<>(LocalDate.class, TimeSerializers.LOCAL_DATE);
    public static final BasicTypeInfo<LocalTime> LOCAL_TIME_TYPE_INFO =
            new BasicTypeInfo<>(LocalTime.class, TimeSerializers.LOCAL_TIME);
    public static final BasicTypeInfo<LocalDateTime> LOCAL_DATE_TIME_TYPE_INFO =
            new BasicTypeInfo<>(LocalDateTime.class, TimeSerializers.LOCAL_DATE_TIME);
    public static final BasicTypeInfo<OffsetDateTime> OFFSET_DATE_TIME_TYPE_INFO =
            new BasicTypeInfo<>(OffsetDateTime.class, TimeSerializers.OFFSET_DATE_TIME);
    public static final BasicTypeInfo<ZonedDateTime> ZONED_DATE_TIME_TYPE_INFO =
            new BasicTypeInfo<>(ZonedDateTime.class, TimeSerializers.ZONED_DATE_TIME);
    public static final BasicTypeInfo<Period> PERIOD_TYPE_INFO =
            new BasicTypeInfo<>(Period.class, TimeSerializers.PERIOD);

    private static final Map<Class<?>, BasicTypeInfo<?>> BY_CLASS = byClass();

    private final Class<T> typeClass;
    private final transient TypeSerializer<T> serializer;

    private BasicTypeInfo(Class<T> typeClass, TypeSerializer<T> serializer) {
        this.typeClass = typeClass;
        this.serializer = serializer;
    }

    /** The same object in every process. */
    private Object readResolve() throws ObjectStreamException {
        return BY_CLASS.get(typeClass);
    }

    /** The type of that class, a primitive's for its box; null if it isn't a basic type. */
    @SuppressWarnings("unchecked") // the map's values fit their keys
    public static <X> BasicTypeInfo<X> getInfoFor(Class<X> type) {
        return (BasicTypeInfo<X>) BY_CLASS.get(type);
    }

    private static Map<Class<?>, BasicTypeInfo<?>> byClass() {
        Map<Class<?>, BasicTypeInfo<?>> map = new LinkedHashMap<>();
        for (BasicTypeInfo<?> info : new BasicTypeInfo<?>[] {
            STRING_TYPE_INFO,
            BOOLEAN_TYPE_INFO,
            BYTE_TYPE_INFO,
            SHORT_TYPE_INFO,
            INT_TYPE_INFO,
            LONG_TYPE_INFO,
            FLOAT_TYPE_INFO,
            DOUBLE_TYPE_INFO,
            CHAR_TYPE_INFO,
            VOID_TYPE_INFO,
            BIG_INT_TYPE_INFO,
            BIG_DEC_TYPE_INFO,
            DATE_TYPE_INFO,
            SQL_DATE_TYPE_INFO,
            SQL_TIME_TYPE_INFO,
            SQL_TIMESTAMP_TYPE_INFO,
            INSTANT_TYPE_INFO,
            DURATION_TYPE_INFO,
            LOCAL_DATE_TYPE_INFO,
            LOCAL_TIME_TYPE_INFO,
            LOCAL_DATE_TIME_TYPE_INFO,
            OFFSET_DATE_TIME_TYPE_INFO,
            ZONED_DATE_TIME_TYPE_INFO,
            PERIOD_TYPE_INFO
        }) {
            map.put(info.typeClass, info);
        }
        map.put(boolean.class, BOOLEAN_TYPE_INFO);
        map.put(byte.class, BYTE_TYPE_INFO);
        map.put(short.class, SHORT_TYPE_INFO);
        map.put(int.class, INT_TYPE_INFO);
        map.put(long.class, LONG_TYPE_INFO);
        map.put(float.class, FLOAT_TYPE_INFO);
        map.put(double.class, DOUBLE_TYPE_INFO);
        map.put(char.class, CHAR_TYPE_INFO);
        map.put(void.class, VOID_TYPE_INFO);
        return map;
    }

    @Override
    public boolean isBasicType() {
        return true;
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return typeClass.getSimpleName();
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof BasicTypeInfo<?> that && that.typeClass == typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.hashCode();
    }
}
