package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.StatefulSinkWriter;
import io.weft.connector.file.sink.FileSinkCommittable.Discard;
import io.weft.connector.file.sink.FileSinkCommittable.Publish;
import io.weft.connector.file.sink.FileSinkWriterState.GrowingPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes one subtask's lines to one file, which is committed as a whole at the end of the input. */
final class TextFileWriter<T>
        implements CommittingSinkWriter<T, FileSinkCommittable>, StatefulSinkWriter<T, FileSinkWriterState> {

    private final WriterIdentity writer;
    private final Path target;
    private final WriteMode writeMode;
    private final Encoder<T> encoder = new SimpleStringEncoder<>();
    private final List<FileSinkCommittable> committables = new ArrayList<>();
    /** Null once the input has ended. */
    private HiddenFile growing;
    /** Ended, and not handed out. */
    private Path finished;

    private boolean inCheckpoint;

    private TextFileWriter(WriterIdentity writer, HiddenFile growing, Path target, WriteMode writeMode) {
        this.writer = writer;
        this.growing = growing;
        this.target = target;
        this.writeMode = writeMode;
    }

    static <T> TextFileWriter<T> begin(WriterIdentity writer, HiddenFile file, Path target, WriteMode writeMode) {
        return new TextFileWriter<>(writer, file, target, writeMode);
    }

    /** @param states of one writer, which had a file unless its input had ended */
    static <T> TextFileWriter<T> resume(
            WriterIdentity writer, TextFileTarget target, Collection<FileSinkWriterState> states) throws IOException {
        TextFileWriter<T> resumed = new TextFileWriter<>(writer, null, target.file(writer), target.writeMode());
        for (FileSinkWriterState state : states) {
            for (GrowingPart part : state.parts()) {
                resumed.growing = target.resume(writer, part);
                resumed.committables.add(new Discard(part.hidden()));
            }
        }
        return resumed;
    }

    @Override
    public void write(T element, Context context) throws IOException {
        encoder.encode(element, growing);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        if (endOfInput && growing != null) {
            growing.finish();
            finished = growing.path();
            committables.add(new Publish(finished, target, writeMode));
            growing = null;
        }
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() {
        List<FileSinkCommittable> taken = List.copyOf(committables);
        committables.clear();
        finished = null;
        return taken;
    }

    @Override
    public List<FileSinkWriterState> snapshotState(long checkpointId) throws IOException {
        inCheckpoint = true;
        if (growing == null) {
            return List.of(new FileSinkWriterState(writer, 1, List.of()));
        }
        growing.sync();
        GrowingPart part = new GrowingPart("", growing.path(), target, growing.sizeBytes(), 0);
        return List.of(new FileSinkWriterState(writer, 1, List.of(part)));
    }

    /** Deletes the file, unless a checkpoint may have it. */
    @Override
    public void close() throws IOException {
        if (growing != null) {
            if (inCheckpoint) {
                growing.close();
            } else {
                growing.abort();
            }
        }
        if (finished != null && !inCheckpoint) {
            finished.getFileSystem().delete(finished, false);
        }
    }
}
