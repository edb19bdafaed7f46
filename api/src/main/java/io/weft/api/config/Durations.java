package io.weft.api.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text: {@code 500 ms}, {@code 30 s}, {@code 1 min}, {@code 2 h}, or ISO-8601. A bare number is milliseconds. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*([a-zµ]*)");
    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS, ChronoUnit.MILLIS);

    private Durations() {}

    /** @throws IllegalArgumentException if the text is no duration */
    public static Duration parse(String text) {
        String trimmed = text.trim();
        Matcher matcher = FORM.matcher(trimmed.toLowerCase(Locale.ROOT));
        try {
            if (matcher.matches()) {
                return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            }
            return Duration.parse(trimmed);
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration; write it as 500 ms, 30 s, 1 min, 2 h or 1 d.", e);
        }
    }

    /** The text that {@link #parse} reads, in the largest unit that needs no fraction. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0 ms";
        }
        for (ChronoUnit unit : UNITS) {
            long nanos = duration.toNanosPart();
            long unitMs = unit.getDuration().toMillis();
            if (!duration.isNegative() && nanos % 1_000_000 == 0 && duration.toMillis() % unitMs == 0) {
                return duration.toMillis() / unitMs + " " + shortName(unit);
            }
        }
        return duration.toString();
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> ChronoUnit.MILLIS;
            case "s", "sec", "secs", "second", "seconds" -> ChronoUnit.SECONDS;
            case "m", "min", "mins", "minute", "minutes" -> ChronoUnit.MINUTES;
            case "h", "hour", "hours" -> ChronoUnit.HOURS;
            case "d", "day", "days" -> ChronoUnit.DAYS;
            case "µs", "us", "micro", "micros", "microsecond", "microseconds" -> ChronoUnit.MICROS;
            case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> ChronoUnit.NANOS;
            default -> throw new IllegalArgumentException("'" + name + "' is no unit of time.");
        };
    }

    private static String shortName(ChronoUnit unit) {
        if (unit == ChronoUnit.DAYS) {
            return "d";
        }
        if (unit == ChronoUnit.HOURS) {
            return "h";
        }
        if (unit == ChronoUnit.MINUTES) {
            return "min";
        }
        return unit == ChronoUnit.SECONDS ? "s" : "ms";
    }
}
