package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.connector.file.sink.FileSinkCommittable.Publish;
import io.weft.connector.file.sink.FileSinkWriterState.GrowingPart;
import io.weft.connector.file.sink.rolling.PartFileInfo;
import java.io.IOException;

/** A part file that is being written, with its times. */
final class PartFile implements PartFileInfo<String> {

    private final String bucketId;
    private final HiddenFile file;
    private final Path target;
    private final long creationTimeMs;
    private long lastUpdateTimeMs;

    private PartFile(String bucketId, HiddenFile file, Path target, long creationTimeMs) {
        this.bucketId = bucketId;
        this.file = file;
        this.target = target;
        this.creationTimeMs = creationTimeMs;
        this.lastUpdateTimeMs = creationTimeMs;
    }

    static PartFile begin(String bucketId, HiddenFile file, Path target, long nowMs) {
        return new PartFile(bucketId, file, target, nowMs);
    }

    /** Goes on with a part of a writer that has gone, in a file of its own. */
    static PartFile resume(GrowingPart part, HiddenFile file, long nowMs) throws IOException {
        file.copyBeginning(part.hidden(), part.sizeBytes());
        PartFile resumed = new PartFile(part.bucketId(), file, part.target(), part.creationTimeMs());
        resumed.lastUpdateTimeMs = nowMs;
        return resumed;
    }

    HiddenFile file() {
        return file;
    }

    void onWritten(long nowMs) {
        lastUpdateTimeMs = nowMs;
    }

    Publish finish() throws IOException {
        file.finish();
        return new Publish(file.path(), target, WriteMode.NO_OVERWRITE);
    }

    /** What a checkpoint remembers, of what is durable. */
    GrowingPart sync() throws IOException {
        file.sync();
        return new GrowingPart(bucketId, file.path(), target, file.sizeBytes(), creationTimeMs);
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
