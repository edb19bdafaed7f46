package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.sink.CommittingSinkWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Writes one subtask's lines to one file, which is committed as a whole at the end of the input. */
final class TextFileWriter<T> implements CommittingSinkWriter<T, FileSinkCommittable> {

    private final WriteMode writeMode;
    private final Encoder<T> encoder = new SimpleStringEncoder<>();
    /** Null once it is finished. */
    private HiddenFile growing;
    /** Null until then, and once it is handed out. */
    private FileSinkCommittable finished;

    TextFileWriter(HiddenFile file, WriteMode writeMode) {
        this.growing = file;
        this.writeMode = writeMode;
    }

    @Override
    public void write(T element, Context context) throws IOException {
        encoder.encode(element, growing);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        if (endOfInput && growing != null) {
            finished = growing.finish(writeMode);
            growing = null;
        }
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() {
        if (finished == null) {
            return List.of();
        }
        FileSinkCommittable file = finished;
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
