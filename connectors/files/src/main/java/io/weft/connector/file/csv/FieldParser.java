package io.weft.connector.file.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Turns fields into values. Dates and times are in ISO 8601's forms. */
final class FieldParser {

    private static final Map<Class<?>, Function<String, Object>> PARSERS = new HashMap<>();

    static {
        PARSERS.put(Byte.class, Byte::valueOf);
        PARSERS.put(Short.class, Short::valueOf);
        PARSERS.put(Integer.class, Integer::valueOf);
        PARSERS.put(Long.class, Long::valueOf);
        PARSERS.put(Float.class, Float::valueOf);
        PARSERS.put(Double.class, Double::valueOf);
        PARSERS.put(BigDecimal.class, BigDecimal::new);
        PARSERS.put(BigInteger.class, BigInteger::new);
        PARSERS.put(Boolean.class, FieldParser::parseBoolean);
        PARSERS.put(Character.class, FieldParser::parseCharacter);
        PARSERS.put(LocalDate.class, LocalDate::parse);
        PARSERS.put(LocalTime.class, LocalTime::parse);
        PARSERS.put(LocalDateTime.class, LocalDateTime::parse);
        PARSERS.put(Instant.class, Instant::parse);
        PARSERS.put(Duration.class, Duration::parse);
    }

    private final String column;
    private final Class<?> type;
    private final boolean nullable;
    private final Function<String, Object> parser;

    /** @throws IllegalArgumentException if fields cannot be turned into values of the type */
    FieldParser(String column, Class<?> type, boolean nullable) {
        this.column = column;
        this.type = type;
        this.nullable = nullable;
        this.parser = parserOf(column, type);
    }

    /** A field that is empty is null, unless it is to be a string. */
    Object parse(String field) throws MalformedLineException {
        boolean absent = field == null || (type != String.class && field.isBlank());
        if (absent) {
            if (!nullable) {
                throw new MalformedLineException("column " + column + " is empty");
            }
            return null;
        }
        try {
            return type == String.class ? field : parser.apply(field.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedLineException(
                    "column " + column + " is '" + field + "', which is no " + type.getSimpleName());
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class was seen to be an enum's
    private static Function<String, Object> parserOf(String column, Class<?> type) {
        if (type == String.class) {
            return field -> field;
        }
        if (type.isEnum()) {
            return field -> Enum.valueOf((Class<? extends Enum>) type, field);
        }
        Function<String, Object> parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalArgumentException("Column " + column + " is to be read into a " + type.getName()
                    + ", which cannot be made of text. Use a string, a number, a date, an enum, or read a String[].");
        }
        return parser;
    }

    private static Object parseBoolean(String field) {
        if (!field.equalsIgnoreCase("true") && !field.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(field);
        }
        return Boolean.valueOf(field);
    }

    private static Object parseCharacter(String field) {
        if (field.length() != 1) {
            throw new IllegalArgumentException(field);
        }
        return field.charAt(0);
    }
}
