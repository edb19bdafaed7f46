package io.weft.api.eventtime;

/** Keeps the timestamp that a record has. */
public final class RecordTimestampAssigner<E> implements TimestampAssigner<E> {

    @Override
    public long extractTimestamp(E element, long recordTimestamp) {
        return recordTimestamp;
    }
}
