package io.weft.api.eventtime;

import java.io.Serializable;
import java.time.Instant;

/** Says that no record with this timestamp or an earlier one is to come, save late ones. */
public final class Watermark implements Serializable, Comparable<Watermark> {

    /** The end of event time: nothing comes after it. */
    public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

    private final long timestamp;

    /** @param timestamp ms since the epoch */
    public Watermark(long timestamp) {
        this.timestamp = timestamp;
    }

    /** Milliseconds since the epoch. */
    public long getTimestamp() {
        return timestamp;
    }

    /** The timestamp for people, in UTC. */
    public String getFormattedTimestamp() {
        return Instant.ofEpochMilli(timestamp).toString();
    }

    @Override
    public int compareTo(Watermark other) {
        return Long.compare(timestamp, other.timestamp);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Watermark watermark && timestamp == watermark.timestamp;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(timestamp);
    }

    @Override
    public String toString() {
        return "Watermark @ " + timestamp + " (" + getFormattedTimestamp() + ")";
    }
}
