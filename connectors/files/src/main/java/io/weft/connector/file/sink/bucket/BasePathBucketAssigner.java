package io.weft.connector.file.sink.bucket;

/** Writes everything to the sink's path itself. */
public class BasePathBucketAssigner<T> implements BucketAssigner<T, String> {

    @Override
    public String getBucketId(T element, Context context) {
        return "";
    }
}
