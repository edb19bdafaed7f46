package io.weft.api.serialization.composite;

import io.weft.api.data.Either;
import io.weft.api.data.Row;
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
import io.weft.api.serialization.basic.PrimitiveArraySerializers;
import io.weft.api.serialization.basic.ShortSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.serialization.basic.TimeSerializers;
import io.weft.api.serialization.composite.DynamicSerializer.ClassEntry;
import io.weft.api.serialization.struct.Serializers;
import io.weft.api.serialization.struct.StructLayout;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructLayout.StructField;
import io.weft.api.tuple.Tuple;
import java.io.IOException;
import java.lang.reflect.Modifier;
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
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The classes that the dynamic serializer tells by a number. The numbers are part of the format: they may be added to, never changed.
 * Collections and tuples have elements and fields of any class.
 */
final class WellKnown {

    private static final int FIRST_TUPLE = 64;
    private static final int LIST = 48;
    private static final int SET = 49;
    private static final int MAP = 50;
    private static final int OPTIONAL = 51;
    private static final int EITHER = 52;
    private static final int ROW = 53;

    private final DynamicSerializer self;
    private final ClassEntry[] byTag = new ClassEntry[DynamicSerializer.FIRST_REFERENCE];
    private final Map<Class<?>, ClassEntry> byClass = new HashMap<>();

    WellKnown(DynamicSerializer self) {
        this.self = self;
        addValues();
        addArrays();
        add(LIST, new ListSerializer<>(self), ArrayList.class);
        add(SET, new SetSerializer<>(self), HashSet.class, LinkedHashSet.class);
        add(MAP, new MapSerializer<>(self, self), HashMap.class, LinkedHashMap.class);
        add(OPTIONAL, new OptionalSerializer<>(self), Optional.class);
        add(EITHER, new EitherSerializer<>(self, self), Either.Left.class, Either.Right.class);
        add(ROW, new DynamicRowSerializer(self), Row.class);
    }

    private void addValues() {
        add(3, StringSerializer.INSTANCE, String.class);
        add(4, BooleanSerializer.INSTANCE, Boolean.class);
        add(5, ByteSerializer.INSTANCE, Byte.class);
        add(6, ShortSerializer.INSTANCE, Short.class);
        add(7, IntSerializer.INSTANCE, Integer.class);
        add(8, LongSerializer.INSTANCE, Long.class);
        add(9, FloatSerializer.INSTANCE, Float.class);
        add(10, DoubleSerializer.INSTANCE, Double.class);
        add(11, CharSerializer.INSTANCE, Character.class);
        add(12, BigIntSerializer.INSTANCE, BigInteger.class);
        add(13, BigDecSerializer.INSTANCE, BigDecimal.class);
        add(14, DateSerializers.DATE, Date.class);
        add(15, DateSerializers.SQL_DATE, java.sql.Date.class);
        add(16, DateSerializers.SQL_TIME, java.sql.Time.class);
        add(17, DateSerializers.SQL_TIMESTAMP, java.sql.Timestamp.class);
        add(18, TimeSerializers.INSTANT, Instant.class);
        add(19, TimeSerializers.DURATION, Duration.class);
        add(20, TimeSerializers.LOCAL_DATE, LocalDate.class);
        add(21, TimeSerializers.LOCAL_TIME, LocalTime.class);
        add(22, TimeSerializers.LOCAL_DATE_TIME, LocalDateTime.class);
        add(23, TimeSerializers.OFFSET_DATE_TIME, OffsetDateTime.class);
        add(24, TimeSerializers.ZONED_DATE_TIME, ZonedDateTime.class);
        add(25, TimeSerializers.PERIOD, Period.class);
    }

    private void addArrays() {
        add(32, PrimitiveArraySerializers.BOOLEAN, boolean[].class);
        add(33, PrimitiveArraySerializers.BYTE, byte[].class);
        add(34, PrimitiveArraySerializers.SHORT, short[].class);
        add(35, PrimitiveArraySerializers.INT, int[].class);
        add(36, PrimitiveArraySerializers.LONG, long[].class);
        add(37, PrimitiveArraySerializers.FLOAT, float[].class);
        add(38, PrimitiveArraySerializers.DOUBLE, double[].class);
        add(39, PrimitiveArraySerializers.CHAR, char[].class);
        add(40, new ObjectArraySerializer<>(String.class, StringSerializer.INSTANCE), String[].class);
        add(41, new ObjectArraySerializer<>(Object.class, self), Object[].class);
    }

    private void add(int tag, TypeSerializer<?> serializer, Class<?>... types) {
        byTag[tag] = new ClassEntry(tag, null, serializer);
        for (Class<?> type : types) {
            byClass.put(type, byTag[tag]);
        }
    }

    /** The entry of a class, or null if it has to be named. */
    ClassEntry forClass(Class<?> type) {
        ClassEntry known = byClass.get(type);
        if (known != null) {
            return known;
        }
        if (type.getSuperclass() == Tuple.class) {
            for (int arity = 0; arity <= Tuple.MAX_ARITY; arity++) {
                if (Tuple.getTupleClass(arity) == type) {
                    return tuple(arity);
                }
            }
        }
        // What List.of(), Arrays.asList() and the like return: what matters is that it is a list.
        if (type.getPackage() == List.class.getPackage() && !Modifier.isPublic(type.getModifiers())) {
            return hiddenCollection(type);
        }
        return null;
    }

    private ClassEntry hiddenCollection(Class<?> type) {
        if (List.class.isAssignableFrom(type)) {
            return byTag[LIST];
        }
        if (Set.class.isAssignableFrom(type)) {
            boolean special = SortedSet.class.isAssignableFrom(type) || EnumSet.class.isAssignableFrom(type);
            return special ? null : byTag[SET];
        }
        return Map.class.isAssignableFrom(type) && !SortedMap.class.isAssignableFrom(type) ? byTag[MAP] : null;
    }

    ClassEntry forTag(int tag) throws IOException {
        int arity = tag - FIRST_TUPLE;
        if (arity >= 0 && arity <= Tuple.MAX_ARITY) {
            return tuple(arity);
        }
        if (tag < 0 || byTag[tag] == null) {
            throw new IOException("Corrupt data: no class has the number " + tag);
        }
        return byTag[tag];
    }

    private ClassEntry tuple(int arity) {
        int tag = FIRST_TUPLE + arity;
        if (byTag[tag] == null) {
            byTag[tag] = new ClassEntry(tag, null, Serializers.struct(tupleLayout(Tuple.getTupleClass(arity), arity)));
        }
        return byTag[tag];
    }

    private <T extends Tuple> StructLayout<T> tupleLayout(Class<T> type, int arity) {
        List<StructField> fields = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            fields.add(new StructField("f" + i, self));
        }
        return new StructLayout<>(type, Kind.TUPLE, fields, null);
    }
}
