package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.connector.file.sink.FileSinkCommittable.Publish;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Writes one subtask's lines to one file, which is committed as a whole at the end of the input. */
final class TextFileWriter<T> implements CommittingSinkWriter<T, FileSinkCommittable> {

    private final Path target;
    private final WriteMode writeMode;
    private final Encoder<T> encoder = new SimpleStringEncoder<>();
    /** Null once it is finished. */
    private HiddenFile growing;
    /** Null until then, and once it is handed out. */
    private Publish finished;

    TextFileWriter(HiddenFile file, Path target, WriteMode writeMode) {
        this.growing = file;
        this.target = target;
        this.writeMode = writeMode;
    }

    @Override
    public void write(T element, Context context) throws IOException {
        encoder.encode(element, growing);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        if (endOfInput && growing != null) {
            growing.finish();
            finished = new Publish(growing.path(), target, writeMode);
            growing = null;
        }
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() {
        if (finished == null) {
            return List.of();
        }
        Publish file = finished;
        finished = null;
        return List.of(file);
    }

    @Override
    public void close() throws IOException {
        if (growing != null) {
            growing.abort();
        }
        if (finished != null) {
            finished.hidden().getFileSystem().delete(finished.hidden(), false);
        }
    }
}
