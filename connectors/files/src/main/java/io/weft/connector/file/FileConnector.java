package io.weft.connector.file;

import io.weft.api.datastream.TextFiles;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.sink.Sink;
import io.weft.api.source.Source;
import io.weft.connector.file.sink.TextFileSink;
import io.weft.connector.file.source.FileSource;
import io.weft.connector.file.source.TextLineInputFormat;

/** Text files for {@code readTextFile} and {@code writeAsText}. */
public final class FileConnector implements TextFiles {

    @Override
    public Source<String, ?, ?> lines(Path path, String charsetName) {
        return FileSource.forRecordStreamFormat(new TextLineInputFormat(charsetName), path)
                .build();
    }

    @Override
    public <T> Sink<T> toLines(Path path, WriteMode writeMode) {
        return new TextFileSink<>(path, writeMode);
    }
}
