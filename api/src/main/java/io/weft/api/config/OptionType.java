package io.weft.api.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an option's values are written as text and read again.
 *
 * @param expected what a value looks like, as it reads after "expected is"
 */
record OptionType<T>(String expected, Function<String, T> parser, Function<T, String> formatter) {

    static final OptionType<Boolean> BOOLEAN = of("true or false", OptionType::parseBoolean);
    static final OptionType<Integer> INTEGER = of("a whole number such as 4", Integer::valueOf);
    static final OptionType<Long> LONG = of("a whole number such as 4", Long::valueOf);
    static final OptionType<Float> FLOAT = of("a number such as 0.5", Float::valueOf);
    static final OptionType<Double> DOUBLE = of("a number such as 0.5", Double::valueOf);
    static final OptionType<String> STRING = of("text", text -> text);
    static final OptionType<Duration> DURATION =
            new OptionType<>("a duration such as 500 ms, 30 s, 1 min or 2 h", Durations::parse, Durations::format);
    static final OptionType<MemorySize> MEMORY = of("a size such as 64 kb, 512 mb or 2 gb", MemorySize::parse);
    static final OptionType<Map<String, String>> MAP =
            new OptionType<>("pairs such as key1:value1,key2:value2", OptionType::parseMap, OptionType::formatMap);

    static <T extends Enum<T>> OptionType<T> ofEnum(Class<T> type) {
        Map<String, T> byName = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(OptionType::enumName, constant -> constant, (a, b) -> a, LinkedHashMap::new));
        String expected = "one of " + String.join(", ", byName.keySet());
        return new OptionType<>(
                expected,
                text -> {
                    T constant = byName.get(text.trim().toLowerCase(Locale.ROOT).replace('_', '-'));
                    if (constant == null) {
                        throw new IllegalArgumentException(text);
                    }
                    return constant;
                },
                OptionType::enumName);
    }

    static <E> OptionType<List<E>> listOf(OptionType<E> element) {
        return new OptionType<>(
                "a list separated by semicolons, each " + element.expected,
                text -> text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(";", -1))
                                .map(String::trim)
                                .map(element.parser)
                                .toList(),
                list -> list.stream().map(element.formatter).collect(Collectors.joining(";")));
    }

    private static <T> OptionType<T> of(String expected, Function<String, T> parser) {
        return new OptionType<>(expected, parser, Object::toString);
    }

    /** @throws IllegalArgumentException naming the key, the value and what was expected */
    T parse(String key, String text) {
        try {
            return parser.apply(this.equals(STRING) ? text : text.trim());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "The value '" + text + "' of " + key + " cannot be read: expected is " + expected + ".", e);
        }
    }

    String format(T value) {
        return formatter.apply(value);
    }

    private static Boolean parseBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String enumName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> parseMap(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            if (colon <= 0) {
                throw new IllegalArgumentException(pair);
            }
            map.put(pair.substring(0, colon).trim(), pair.substring(colon + 1).trim());
        }
        return map;
    }

    private static String formatMap(Map<String, String> map) {
        return map.entrySet().stream()
                .map(pair -> pair.getKey() + ":" + pair.getValue())
                .collect(Collectors.joining(","));
    }
}
