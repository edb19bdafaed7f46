package io.weft.api.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How an option's values are written as text and read again.
 *
 * @param expected what a value looks like, as it reads after "expected is"
 */
record OptionType<T>(String expected, Function<String, T> parser, Function<T, String> formatter) {

    private static final Pattern PAIR =
            Pattern.compile("\\s*('(?:[^']|'')*'|[^:,']+)\\s*:\\s*('(?:[^']|'')*'|[^,']*)(?:,|$)");

    static final OptionType<Boolean> BOOLEAN = of("true or false", OptionType::parseBoolean);
    static final OptionType<Integer> INTEGER = of("a whole number such as 4", Integer::valueOf);
    static final OptionType<Long> LONG = of("a whole number such as 4", Long::valueOf);
    static final OptionType<Float> FLOAT = of("a number such as 0.5", Float::valueOf);
    static final OptionType<Double> DOUBLE = of("a number such as 0.5", Double::valueOf);
    static final OptionType<String> STRING = of("text", text -> text);
    static final OptionType<Duration> DURATION = new OptionType<>(
            "a duration such as 500 ms, 30 s, 1 min or 2 h", OptionType::parseDuration, Durations::format);
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

    /** One of the words; older names are read as the words they map to. */
    static OptionType<String> oneOf(List<String> words, Map<String, String> olderNames) {
        return of("one of " + String.join(", ", words), text -> {
            String word = text.toLowerCase(Locale.ROOT);
            String known = olderNames.getOrDefault(word, word);
            if (!words.contains(known)) {
                throw new IllegalArgumentException(text);
            }
            return known;
        });
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

    /** The same type without the values that are not {@code valid}. */
    OptionType<T> where(String narrower, Predicate<T> valid) {
        return new OptionType<>(
                narrower,
                text -> {
                    T value = parser.apply(text);
                    if (!valid.test(value)) {
                        throw new IllegalArgumentException(text);
                    }
                    return value;
                },
                formatter);
    }

    /** @throws IllegalArgumentException naming the key, the value and what was expected */
    T parse(String key, String text) {
        try {
            return parser.apply(this.equals(STRING) ? text : text.trim());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "The value '" + text + "' of " + key + " is not valid: expected is " + expected + ".", e);
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

    private static Duration parseDuration(String text) {
        Duration duration = Durations.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static String enumName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A pair or a part of it with a separator inside stands between single quotes; a quote inside is doubled. */
    private static Map<String, String> parseMap(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        int position = 0;
        while (position < text.length()) {
            Matcher pair = PAIR.matcher(text).region(position, text.length());
            if (!pair.lookingAt()) {
                throw new IllegalArgumentException(text.substring(position));
            }
            map.put(unquoted(pair.group(1)), unquoted(pair.group(2)));
            position = pair.end();
        }
        return map;
    }

    private static String formatMap(Map<String, String> map) {
        return map.entrySet().stream()
                .map(pair -> quoted(pair.getKey()) + ":" + quoted(pair.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        boolean plain = text.equals(text.trim()) && text.chars().noneMatch(c -> c == ':' || c == ',' || c == '\'');
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String unquoted(String text) {
        String trimmed = text.trim();
        return trimmed.startsWith("'")
                ? trimmed.substring(1, trimmed.length() - 1).replace("''", "'")
                : trimmed;
    }
}
