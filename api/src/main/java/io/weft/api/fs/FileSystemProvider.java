package io.weft.api.fs;

import java.io.IOException;
import java.net.URI;

/** Provides the file systems of one scheme. Found with {@link java.util.ServiceLoader}. */
public interface FileSystemProvider {

    /** In lower case, such as {@code hdfs}. */
    String scheme();

    /** @param uri scheme and authority; the result is kept and used for all paths that share them */
    FileSystem create(URI uri) throws IOException;
}
