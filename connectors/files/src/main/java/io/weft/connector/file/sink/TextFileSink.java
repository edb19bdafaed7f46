package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.sink.Committer;
import io.weft.api.sink.CommitterInitContext;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.WriterInitContext;
import java.io.IOException;
import java.util.Objects;

/**
 * Writes each record's {@code toString()} as a line: to the file {@code path} if the sink runs once, else to the files
 * {@code path/1}, {@code path/2}, ..., one a subtask. Files come into sight when the input has ended; until then, and if the job fails
 * or is cancelled, what was there before stays. A job that goes on from a checkpoint needs a {@link FileSink}: here, a subtask's file
 * holds what its last attempt has seen.
 */
public final class TextFileSink<T> implements Sink<T>, SupportsCommitter<FileSinkCommittable> {

    private final Path path;
    private final WriteMode writeMode;

    public TextFileSink(Path path, WriteMode writeMode) {
        this.path = Objects.requireNonNull(path, "path");
        this.writeMode = Objects.requireNonNull(writeMode, "writeMode");
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        WriterIdentity writer = WriterIdentity.of(0, context);
        TextFileTarget target = new TextFileTarget(path, writeMode);
        HiddenFile file = target.prepare(writer);
        // The first attempt made sure that nothing was there, so what a later one finds is the job's own.
        return new TextFileWriter<>(file, target.file(writer), writer.attempt() == 0 ? writeMode : WriteMode.OVERWRITE);
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) {
        return new FileCommitter();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return new FileSinkCommittableSerializer();
    }
}
