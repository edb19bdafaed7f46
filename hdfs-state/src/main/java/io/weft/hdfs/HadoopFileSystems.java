package io.weft.hdfs;

import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystemProvider;
import java.io.IOException;
import java.net.URI;

/** Provides Hadoop's distributed file systems to programs and connectors, with the configuration of {@link HadoopSettings}. */
public abstract sealed class HadoopFileSystems implements FileSystemProvider {

    private final String scheme;

    private HadoopFileSystems(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public FileSystem create(URI uri) throws IOException {
        // Hadoop finds its settings and its classes through the thread's class loader, and a job's own sees neither.
        Thread thread = Thread.currentThread();
        ClassLoader job = thread.getContextClassLoader();
        thread.setContextClassLoader(HadoopSettings.classLoader());
        try {
            return new HadoopFileSystem(org.apache.hadoop.fs.FileSystem.get(uri, HadoopSettings.load()));
        } finally {
            thread.setContextClassLoader(job);
        }
    }

    /** {@code hdfs:} */
    public static final class Hdfs extends HadoopFileSystems {
        public Hdfs() {
            super("hdfs");
        }
    }

    /** {@code viewfs:}, several file systems as one. */
    public static final class ViewFs extends HadoopFileSystems {
        public ViewFs() {
            super("viewfs");
        }
    }
}
