package io.weft.runtime.channel;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import java.io.IOException;

/**
 * Guesses how large records are, so that what waits in memory can be bounded in bytes: serializes one now and then. One in 16 at most,
 * and none of a type whose length is fixed. Between two looks the guess is what was seen last, or a little less than what was seen
 * before if that was more: a stream with few large records among small ones is taken for one of large records. Owned by one thread.
 */
public final class RecordSizes {

    /** A look costs as much as serializing a record, so it is worth that many records that pass by reference. */
    private static final int MIN_RECORDS_PER_LOOK = 16;

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int FIRST_SCRATCH_BYTES = 64;
    private static final int MAX_KEPT_BYTES = 64 * 1024;

    private final TypeSerializer<Object> serializer;
    private DataOutputSerializer scratch = new DataOutputSerializer(FIRST_SCRATCH_BYTES);
    private long sizeBytes;
    private int recordsUntilLook;

    /** @param serializer the caller's own */
    public RecordSizes(TypeSerializer<Object> serializer) {
        this.serializer = serializer;
        sizeBytes = Math.max(1, serializer.getLength());
        recordsUntilLook = serializer.getLength() >= 0 ? NEVER : 0;
    }

    /**
     * Tells that records have passed.
     *
     * @param last the last of them
     * @return whether the guess may have changed
     */
    public boolean passed(int records, Object last) {
        if (recordsUntilLook == NEVER) {
            return false;
        }
        recordsUntilLook -= records;
        if (recordsUntilLook > 0) {
            return false;
        }
        recordsUntilLook = MIN_RECORDS_PER_LOOK;
        look(last);
        return true;
    }

    /** How many records make so many bytes: at least 1, at most {@code max}. */
    public int recordsIn(int bytes, int max) {
        return (int) Math.max(1, Math.min(max, bytes / sizeBytes));
    }

    private void look(Object record) {
        scratch.clear();
        ScopedSerializer.startScope(serializer);
        try {
            serializer.serialize(record, scratch);
        } catch (IOException | RuntimeException cannotBeSerialized) {
            // It may never have to be: in here records go by reference. What was written so far counts.
        }
        sizeBytes = Math.max(Math.max(1, scratch.length()), sizeBytes - sizeBytes / 8);
        if (scratch.length() > MAX_KEPT_BYTES) {
            scratch = new DataOutputSerializer(FIRST_SCRATCH_BYTES);
        }
    }
}
