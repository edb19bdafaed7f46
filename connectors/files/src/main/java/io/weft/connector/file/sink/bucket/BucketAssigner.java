package io.weft.connector.file.sink.bucket;

import io.weft.api.serialization.SimpleVersionedSerializer;
import java.io.Serializable;

/** Says to which directory below the sink's path a record goes. */
public interface BucketAssigner<IN, BucketID> extends Serializable {

    /** The bucket; its {@code toString()} is the directory, relative to the sink's path, and empty for that path itself. */
    BucketID getBucketId(IN element, Context context);

    /** How buckets are kept in checkpoints; as strings unless overridden. */
    @SuppressWarnings("unchecked") // whoever has other buckets than strings overrides it
    default SimpleVersionedSerializer<BucketID> getSerializer() {
        return (SimpleVersionedSerializer<BucketID>) SimpleVersionedStringSerializer.INSTANCE;
    }

    /** What is known of the record at hand. */
    interface Context {

        /** The clock, in ms since the epoch. */
        long currentProcessingTime();

        /** The current watermark in ms since the epoch. */
        long currentWatermark();

        /** The record's timestamp in ms since the epoch, or null if it has none. */
        Long timestamp();
    }
}
