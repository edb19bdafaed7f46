package io.weft.api.time;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A span of time, as older programs say it; newer ones use {@link Duration}. Immutable. */
public final class Time implements Serializable {

    private final long size;
    private final TimeUnit unit;

    private Time(long size, TimeUnit unit) {
        this.size = size;
        this.unit = Objects.requireNonNull(unit, "unit");
    }

    public static Time of(long size, TimeUnit unit) {
        return new Time(size, unit);
    }

    public static Time milliseconds(long milliseconds) {
        return of(milliseconds, TimeUnit.MILLISECONDS);
    }

    public static Time seconds(long seconds) {
        return of(seconds, TimeUnit.SECONDS);
    }

    public static Time minutes(long minutes) {
        return of(minutes, TimeUnit.MINUTES);
    }

    public static Time hours(long hours) {
        return of(hours, TimeUnit.HOURS);
    }

    public static Time days(long days) {
        return of(days, TimeUnit.DAYS);
    }

    /** The span in milliseconds; a rest of nanoseconds is dropped. */
    public static Time fromDuration(Duration duration) {
        return milliseconds(duration.toMillis());
    }

    public long getSize() {
        return size;
    }

    public TimeUnit getUnit() {
        return unit;
    }

    public long toMilliseconds() {
        return unit.toMillis(size);
    }

    public Duration toDuration() {
        return Duration.of(size, unit.toChronoUnit());
    }

    /** Spans of one length are equal, whatever their units. */
    @Override
    public boolean equals(Object obj) {
        return obj instanceof Time that && toMilliseconds() == that.toMilliseconds();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(toMilliseconds());
    }

    @Override
    public String toString() {
        return toMilliseconds() + " ms";
    }
}
