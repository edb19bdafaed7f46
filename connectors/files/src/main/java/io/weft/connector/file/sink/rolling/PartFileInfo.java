package io.weft.connector.file.sink.rolling;

/** What is known of a part file that is being written. */
public interface PartFileInfo<BucketID> {

    BucketID getBucketId();

    /** In ms since the epoch. */
    long getCreationTime();

    /** How many bytes have been written. */
    long getSize();

    /** When the last record was written, in ms since the epoch; may lag by some records. */
    long getLastUpdateTime();
}
