package io.weft.api.datastream;

import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.sink.Sink;
import io.weft.api.source.Source;

/** Text files as a source and as a sink, for programs that do not name a connector. Found with {@link java.util.ServiceLoader}. */
public interface TextFiles {

    /**
     * The lines of a file, or of all files in a directory and those below it, without their ends; bounded.
     *
     * @throws IllegalArgumentException if there is no such charset
     */
    Source<String, ?, ?> lines(Path path, String charsetName);

    /**
     * Writes each record's {@code toString()} as a line in UTF-8: to the file {@code path} if the sink runs once, else to the files
     * {@code path/1}, {@code path/2}, ..., one a subtask. What was written is sure to be there when the job has finished.
     */
    <T> Sink<T> toLines(Path path, WriteMode writeMode);
}
