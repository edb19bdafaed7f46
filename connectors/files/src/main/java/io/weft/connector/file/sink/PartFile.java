package io.weft.connector.file.sink;

/** A part file that is being written, with its times. */
final class PartFile implements PartFileInfo<String> {

    private final String bucketId;
    private final HiddenFile file;
    private final long creationTimeMs;
    private long lastUpdateTimeMs;

    PartFile(String bucketId, HiddenFile file, long nowMs) {
        this.bucketId = bucketId;
        this.file = file;
        this.creationTimeMs = nowMs;
        this.lastUpdateTimeMs = nowMs;
    }

    HiddenFile file() {
        return file;
    }

    void onWritten(long nowMs) {
        lastUpdateTimeMs = nowMs;
    }

    @Override
    public String getBucketId() {
        return bucketId;
    }

    @Override
    public long getCreationTime() {
        return creationTimeMs;
    }

    @Override
    public long getSize() {
        return file.sizeBytes();
    }

    @Override
    public long getLastUpdateTime() {
        return lastUpdateTimeMs;
    }
}
