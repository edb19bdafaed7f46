package io.weft.api.config;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes. Units are powers of 1024. Immutable. */
public final class MemorySize implements Serializable, Comparable<MemorySize> {

    public static final MemorySize ZERO = new MemorySize(0);
    public static final MemorySize MAX_VALUE = new MemorySize(Long.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*([a-z]*)");
    private static final String[] UNITS = {"bytes", "kb", "mb", "gb", "tb"};

    private final long bytes;

    /** @param bytes 0 or more */
    public MemorySize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size is 0 or more bytes, not " + bytes + ".");
        }
        this.bytes = bytes;
    }

    public static MemorySize ofMebiBytes(long mebiBytes) {
        return new MemorySize(Math.multiplyExact(mebiBytes, 1L << 20));
    }

    /**
     * Reads {@code 512 mb}, {@code 512m}, {@code 2 gb}; a bare number is bytes.
     *
     * @throws IllegalArgumentException if the text is no size
     */
    public static MemorySize parse(String text) {
        Matcher matcher = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size; write it as 64 kb, 512 mb or 2 gb.");
        }
        try {
            long number = Long.parseLong(matcher.group(1));
            return new MemorySize(Math.multiplyExact(number, 1L << (10 * exponent(matcher.group(2)))));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is more than a size can be.", e);
        }
    }

    public long getBytes() {
        return bytes;
    }

    /** Whole kibibytes; a rest is left out. */
    public long getKibiBytes() {
        return bytes >> 10;
    }

    /** Whole mebibytes; a rest is left out. */
    public int getMebiBytes() {
        return (int) (bytes >> 20);
    }

    /** Whole gibibytes; a rest is left out. */
    public long getGibiBytes() {
        return bytes >> 30;
    }

    public MemorySize add(MemorySize that) {
        return new MemorySize(Math.addExact(bytes, that.bytes));
    }

    public MemorySize subtract(MemorySize that) {
        return new MemorySize(Math.subtractExact(bytes, that.bytes));
    }

    public MemorySize multiply(double multiplier) {
        return new MemorySize((long) (bytes * multiplier));
    }

    @Override
    public int compareTo(MemorySize that) {
        return Long.compare(bytes, that.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemorySize size && bytes == size.bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    /** The text that {@link #parse} reads, in the largest unit that needs no fraction. */
    @Override
    public String toString() {
        int exponent = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length - 1);
        return (bytes >> (10 * exponent)) + " " + UNITS[exponent];
    }

    private static int exponent(String unit) {
        return switch (unit) {
            case "", "b", "byte", "bytes" -> 0;
            case "k", "kb", "kib", "kibibytes" -> 1;
            case "m", "mb", "mib", "mebibytes" -> 2;
            case "g", "gb", "gib", "gibibytes" -> 3;
            case "t", "tb", "tib", "tebibytes" -> 4;
            default -> throw new IllegalArgumentException("'" + unit + "' is no unit of memory.");
        };
    }
}
