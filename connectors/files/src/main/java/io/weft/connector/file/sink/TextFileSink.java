package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.sink.Committer;
import io.weft.api.sink.CommitterInitContext;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.StatefulSinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.SupportsWriterState;
import io.weft.api.sink.WriterInitContext;
import io.weft.connector.file.sink.bucket.SimpleVersionedStringSerializer;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;

/**
 * Writes each record's {@code toString()} as a line: to the file {@code path} if the sink runs once, else to the files
 * {@code path/1}, {@code path/2}, ..., one a subtask. Files come into sight when the input has ended; until then, and if the job fails
 * or is cancelled, what was there before stays. A job that goes on from a checkpoint goes on with its files where the checkpoint has
 * them, so each record is written once; but not with another number of subtasks, for which a {@link FileSink} is needed.
 */
public final class TextFileSink<T>
        implements Sink<T>, SupportsCommitter<FileSinkCommittable>, SupportsWriterState<T, FileSinkWriterState> {

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
        WriteMode mode = writer.attempt() == 0 ? writeMode : WriteMode.OVERWRITE;
        return TextFileWriter.begin(writer, file, target.file(writer), mode);
    }

    @Override
    public StatefulSinkWriter<T, FileSinkWriterState> restoreWriter(
            WriterInitContext context, Collection<FileSinkWriterState> recoveredState) throws IOException {
        WriterIdentity writer = WriterIdentity.of(0, context);
        for (FileSinkWriterState state : recoveredState) {
            if (state.writer().subtasks() != writer.subtasks() || recoveredState.size() > 1) {
                throw new IOException("The text files of " + path + " were written by "
                        + state.writer().subtasks() + " subtasks, and cannot be gone on with by " + writer.subtasks()
                        + ". Restore the job with its old parallelism, or write with a FileSink.");
            }
        }
        return TextFileWriter.resume(writer, new TextFileTarget(path, writeMode), recoveredState);
    }

    @Override
    public SimpleVersionedSerializer<FileSinkWriterState> getWriterStateSerializer() {
        return new FileSinkWriterStateSerializer(SimpleVersionedStringSerializer.INSTANCE);
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
