package io.weft.connector.file.sink;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The part files that one writer has in one directory: at most one that grows, and those that wait to be committed. */
final class Bucket<IN> {

    private final String id;
    private final Path directory;
    private final FileSink.Settings<IN> settings;
    private final WriterIdentity writer;
    private final PartNames names;

    private final List<FileSinkCommittable> finished = new ArrayList<>();
    private PartFile part;
    private long nextCounter;

    private Bucket(String id, FileSink.Settings<IN> settings, WriterIdentity writer) {
        this.id = id;
        this.directory = id.isEmpty() ? settings.basePath() : new Path(settings.basePath(), id);
        this.settings = settings;
        this.writer = writer;
        this.names = new PartNames(settings.files(), writer.subtask());
    }

    /** Sweeps what this subtask's earlier attempts left in the directory, and goes on counting behind the parts that are there. */
    static <IN> Bucket<IN> open(String id, FileSink.Settings<IN> settings, WriterIdentity writer) throws IOException {
        Bucket<IN> bucket = new Bucket<>(id, settings, writer);
        FileSystem fileSystem = bucket.directory.getFileSystem();
        if (fileSystem.exists(bucket.directory)) {
            for (FileStatus file : fileSystem.listStatus(bucket.directory)) {
                bucket.consider(file.getPath(), fileSystem);
            }
        }
        return bucket;
    }

    private void consider(Path file, FileSystem fileSystem) throws IOException {
        long counter = names.counterOf(WriterIdentity.targetName(file.getName()));
        if (counter >= 0 && writer.isLeftover(file.getName())) {
            fileSystem.delete(file, false);
        } else {
            nextCounter = Math.max(nextCounter, counter + 1);
        }
    }

    void write(IN element, long nowMs) throws IOException {
        if (part != null && settings.rollingPolicy().shouldRollOnEvent(part, element)) {
            finishPart();
        }
        if (part == null) {
            Path target = new Path(directory, names.name(nextCounter++));
            part = new PartFile(id, HiddenFile.create(target, writer), nowMs);
        }
        settings.encoder().encode(element, part.file());
        part.onWritten(nowMs);
    }

    void onTime(long nowMs) throws IOException {
        if (part != null && settings.rollingPolicy().shouldRollOnProcessingTime(part, nowMs)) {
            finishPart();
        }
    }

    void finishPart() throws IOException {
        if (part != null) {
            finished.add(part.file().finish(WriteMode.NO_OVERWRITE));
            part = null;
        }
    }

    /** Hands out the finished parts. */
    List<FileSinkCommittable> takeFinished() {
        List<FileSinkCommittable> taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    /** Deletes what was not handed out. */
    void abort() throws IOException {
        if (part != null) {
            part.file().abort();
            part = null;
        }
        for (FileSinkCommittable file : takeFinished()) {
            file.hidden().getFileSystem().delete(file.hidden(), false);
        }
    }
}
