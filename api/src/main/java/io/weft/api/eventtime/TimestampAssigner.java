package io.weft.api.eventtime;

/** Finds the timestamp of a record. */
@FunctionalInterface
public interface TimestampAssigner<T> {

    /** The timestamp of a record that has none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * @param recordTimestamp the timestamp the record has already, or {@link #NO_TIMESTAMP}
     * @return the record's timestamp in ms since the epoch
     */
    long extractTimestamp(T element, long recordTimestamp);
}
