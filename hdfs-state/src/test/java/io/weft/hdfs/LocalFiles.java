package io.weft.hdfs;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** This machine's files as Hadoop sees them. */
final class LocalFiles {

    private LocalFiles() {}

    static WeftDirectory weftDirectoryIn(Path parent) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration(false)).getRawFileSystem();
        return WeftDirectory.in(files, parent.toUri().toString());
    }
}
