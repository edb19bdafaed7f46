package io.weft.api.types;

import io.weft.api.data.Either;
import io.weft.api.data.Row;
import io.weft.api.tuple.Tuple;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** A type, nested a few levels deep, and values of it, all out of one seed. */
record RandomType(TypeInformation<?> type, Supplier<Object> values) {

    /** Any type; elements of collections are sometimes null. */
    static RandomType of(Random random, int depth) {
        return depth > 0 && random.nextInt(4) > 0 ? composite(random, depth - 1) : basic(random);
    }

    /** As {@link #of}, but perhaps an array; these have no equals, so they are not put into others. */
    static RandomType orArray(Random random, int depth) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new RandomType(
                        Types.PRIMITIVE_ARRAY(Types.INT),
                        () -> random.ints(random.nextInt(4)).toArray());
            case 1 ->
                new RandomType(
                        Types.PRIMITIVE_ARRAY(Types.BYTE),
                        () -> BigInteger.valueOf(random.nextLong()).toByteArray());
            case 2 -> array(random, of(random, depth));
            default -> of(random, depth);
        };
    }

    private static RandomType basic(Random random) {
        List<RandomType> all = List.of(
                new RandomType(Types.STRING, () -> text(random)),
                new RandomType(Types.BOOLEAN, random::nextBoolean),
                new RandomType(Types.BYTE, () -> (byte) random.nextInt()),
                new RandomType(Types.SHORT, () -> (short) random.nextInt()),
                new RandomType(Types.INT, random::nextInt),
                new RandomType(Types.LONG, random::nextLong),
                new RandomType(Types.FLOAT, random::nextFloat),
                new RandomType(Types.DOUBLE, random::nextGaussian),
                new RandomType(Types.CHAR, () -> (char) random.nextInt()),
                new RandomType(Types.BIG_INT, () -> new BigInteger(random.nextInt(200), random).negate()),
                new RandomType(Types.BIG_DEC, () -> new BigDecimal(new BigInteger(99, random), random.nextInt(9) - 4)),
                new RandomType(Types.INSTANT, () -> instant(random)),
                new RandomType(Types.DURATION, () -> Duration.ofNanos(random.nextLong())),
                new RandomType(Types.LOCAL_DATE, () -> date(random)),
                new RandomType(Types.LOCAL_TIME, () -> time(random)),
                new RandomType(Types.LOCAL_DATE_TIME, () -> LocalDateTime.of(date(random), time(random))),
                new RandomType(BasicTypeInfo.PERIOD_TYPE_INFO, () -> Period.of(random.nextInt(), -2, 40)),
                new RandomType(
                        BasicTypeInfo.OFFSET_DATE_TIME_TYPE_INFO,
                        () -> OffsetDateTime.ofInstant(instant(random), ZoneOffset.ofHours(random.nextInt(18)))),
                new RandomType(
                        BasicTypeInfo.ZONED_DATE_TIME_TYPE_INFO,
                        () -> ZonedDateTime.ofInstant(instant(random), ZoneId.of("Europe/Berlin"))),
                new RandomType(BasicTypeInfo.DATE_TYPE_INFO, () -> Date.from(instant(random))),
                new RandomType(Types.SQL_DATE, () -> new java.sql.Date(random.nextInt())),
                new RandomType(Types.SQL_TIME, () -> new java.sql.Time(random.nextInt())),
                new RandomType(Types.SQL_TIMESTAMP, () -> java.sql.Timestamp.from(instant(random))),
                new RandomType(
                        Types.ENUM(Samples.Color.class),
                        () -> random.nextBoolean() ? Samples.Color.RED : Samples.Color.GREEN),
                new RandomType(Types.POJO(Samples.Point.class), () -> point(random)));
        return all.get(random.nextInt(all.size()));
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private static LocalDate date(Random random) {
        return LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000);
    }

    private static LocalTime time(Random random) {
        return LocalTime.ofNanoOfDay(Math.floorMod(random.nextLong(), 86_400_000_000_000L));
    }

    private static Samples.Point point(Random random) {
        Optional<Instant> at = random.nextBoolean() ? Optional.of(instant(random)) : Optional.empty();
        return new Samples.Point(random.nextInt(), random.nextDouble(), random.nextBoolean() ? null : text(random), at);
    }

    /** Of characters of one byte, or of any, lone surrogates too. */
    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int bound = random.nextBoolean() ? 0x100 : 0x10000;
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append((char) random.nextInt(bound));
        }
        return text.toString();
    }

    private static RandomType composite(Random random, int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> tuple(random, depth);
            case 1 -> list(random, of(random, depth));
            case 2 -> set(random);
            case 3 -> map(random, of(random, depth));
            case 4 -> optional(random, of(random, depth));
            case 5 -> either(random, of(random, depth), of(random, depth));
            case 6 -> row(random, of(random, depth), of(random, depth));
            default -> new RandomType(new DynamicTypeInfo<>(Object.class), of(random, depth).values);
        };
    }

    private static RandomType tuple(Random random, int depth) {
        int arity = random.nextInt(Tuple.MAX_ARITY + 1);
        List<RandomType> fields = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            fields.add(of(random, Math.min(depth, 1)));
        }
        TypeInformation<Tuple> type =
                Types.TUPLE(fields.stream().map(RandomType::type).toArray(TypeInformation<?>[]::new));
        return new RandomType(type, () -> {
            Tuple tuple = Tuple.newInstance(arity);
            for (int i = 0; i < arity; i++) {
                tuple.setField(fields.get(i).values.get(), i);
            }
            return tuple;
        });
    }

    private Object maybeNull(Random random) {
        return random.nextInt(8) == 0 ? null : values.get();
    }

    private static RandomType list(Random random, RandomType element) {
        return new RandomType(Types.LIST(element.type), () -> {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                list.add(element.maybeNull(random));
            }
            return list;
        });
    }

    private static RandomType set(Random random) {
        return new RandomType(Types.SET(Types.STRING), () -> {
            Set<Object> set = new LinkedHashSet<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                set.add(random.nextInt(8) == 0 ? null : text(random));
            }
            return set;
        });
    }

    private static RandomType map(Random random, RandomType value) {
        return new RandomType(Types.MAP(Types.STRING, value.type), () -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                map.put(text(random), value.maybeNull(random));
            }
            return map;
        });
    }

    private static RandomType array(Random random, RandomType element) {
        Class<?> elementClass = element.type.getTypeClass();
        return new RandomType(Types.OBJECT_ARRAY(element.type), () -> {
            Object[] array = (Object[]) Array.newInstance(elementClass, random.nextInt(5));
            for (int i = 0; i < array.length; i++) {
                array[i] = element.maybeNull(random);
            }
            return array;
        });
    }

    private static RandomType optional(Random random, RandomType value) {
        return new RandomType(Types.OPTIONAL(value.type), () -> Optional.ofNullable(value.maybeNull(random)));
    }

    private static RandomType either(Random random, RandomType left, RandomType right) {
        return new RandomType(
                Types.EITHER(left.type, right.type),
                () -> random.nextBoolean() ? Either.Left(left.values.get()) : Either.Right(right.values.get()));
    }

    private static RandomType row(Random random, RandomType first, RandomType second) {
        return new RandomType(
                Types.ROW_NAMED(new String[] {"a", "b"}, first.type, second.type),
                () -> Row.of(first.maybeNull(random), second.maybeNull(random)));
    }
}
