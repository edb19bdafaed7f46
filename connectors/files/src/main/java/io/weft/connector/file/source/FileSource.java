package io.weft.connector.file.source;

import io.weft.api.fs.Path;

/**
 * Reads files of any file system, in parallel, bounded or going on as new files appear.
 *
 * <pre>{@code
 * FileSource<String> lines = FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path("hdfs:///logs"))
 *         .monitorContinuously(Duration.ofSeconds(10))
 *         .build();
 * }</pre>
 *
 * <p>A path may have patterns: {@code /logs/2026-*}{@code /part-?}, {@code [a-c]}, {@code {a,b}}. Directories are read with all directories below them, without names that begin with a dot or an underscore. Big files are cut
 * into splits of at most a block if the format allows it; readers are given splits that their own hosts store where possible.
 * Checkpoints have the place in each split: a job that goes on from one reads each record once.
 */
public final class FileSource<T> extends AbstractFileSource<T> {

    private FileSource(FileSourceBuilder<T> builder) {
        super(builder);
    }

    /**
     * A source that reads records one by one.
     *
     * @param paths files and directories, at least one
     */
    public static <T> FileSourceBuilder<T> forRecordStreamFormat(StreamFormat<T> streamFormat, Path... paths) {
        return new FileSourceBuilder<>(streamFormat, paths);
    }

    /** Gathers what makes a {@link FileSource}. */
    public static final class FileSourceBuilder<T> extends AbstractFileSourceBuilder<T, FileSourceBuilder<T>> {

        FileSourceBuilder(StreamFormat<T> format, Path... paths) {
            super(format, paths);
        }

        @Override
        public FileSource<T> build() {
            return new FileSource<>(this);
        }
    }
}
