package io.weft.connector.file.source;

import java.io.Serializable;

/**
 * Where a reader stands in its split: at a byte of the file, or at a number of records behind it.
 *
 * @param offset a byte offset to which a reader can go at once, or {@link #NO_OFFSET} for the beginning of the split
 * @param recordsAfterOffset how many records are to be read and dropped from there
 */
public record CheckpointedPosition(long offset, long recordsAfterOffset) implements Serializable {

    /** The format cannot go to any byte but the split's first. */
    public static final long NO_OFFSET = -1L;

    public CheckpointedPosition {
        if (offset < NO_OFFSET || recordsAfterOffset < 0) {
            throw new IllegalArgumentException(
                    "A position has an offset of at least -1 and a record count of at least 0, not " + offset + " and "
                            + recordsAfterOffset + ".");
        }
    }

    public long getOffset() {
        return offset;
    }

    public long getRecordsAfterOffset() {
        return recordsAfterOffset;
    }
}
