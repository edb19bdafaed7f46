package io.weft.api.fs;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/** A file system. Found with {@link #get}; one for each scheme is provided through a {@link FileSystemProvider}. */
public abstract class FileSystem {

    /** What to do if a file to be written is there already. */
    public enum WriteMode {
        /** Fail. */
        NO_OVERWRITE,
        /** Replace it. */
        OVERWRITE
    }

    private static final AtomicReference<URI> DEFAULT_SCHEME = new AtomicReference<>(URI.create("file:///"));

    /** Takes the default scheme of paths without one from the configuration. Called once when a process starts. */
    public static void initialize(Configuration configuration) {
        configuration
                .getOptional(CoreOptions.DEFAULT_FILESYSTEM_SCHEME)
                .ifPresent(scheme -> DEFAULT_SCHEME.set(URI.create(scheme)));
    }

    /**
     * The file system of a path.
     *
     * @throws UnsupportedFileSystemSchemeException if nothing provides the scheme
     */
    public static FileSystem get(URI uri) throws IOException {
        return FileSystemProviders.fileSystemOf(uri.getScheme() == null ? DEFAULT_SCHEME.get() : uri);
    }

    public static FileSystem getLocalFileSystem() {
        return LocalFileSystem.INSTANCE;
    }

    /** Scheme and authority, with the path {@code /}. */
    public abstract URI getUri();

    /** Against which relative paths are resolved. */
    public abstract Path getWorkingDirectory();

    public abstract Path getHomeDirectory();

    /** @throws java.io.FileNotFoundException if there is nothing at the path */
    public abstract FileStatus getFileStatus(Path f) throws IOException;

    /** Where the bytes of a part of a file lie; empty if that is not known. */
    public abstract BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) throws IOException;

    /** @throws java.io.FileNotFoundException if there is no file at the path */
    public abstract FSDataInputStream open(Path f) throws IOException;

    /**
     * Begins a file; missing directories above it are made. It is sure to be visible, and whole, only when its stream has been closed.
     *
     * @throws IOException if there is a file and it is not to be overwritten, or a directory
     */
    public abstract FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException;

    /**
     * @param recursive whether a directory may be deleted that is not empty
     * @return false if there was nothing at the path
     */
    public abstract boolean delete(Path f, boolean recursive) throws IOException;

    /** Makes a directory and those above it. Returns true if it is there afterwards. */
    public abstract boolean mkdirs(Path f) throws IOException;

    /**
     * Renames in one step that others see whole or not at all.
     *
     * @param dst must not exist, the directory above it must
     * @return false if nothing was renamed
     */
    public abstract boolean rename(Path src, Path dst) throws IOException;

    /**
     * What is in a directory, in no certain order; for a file, its own status.
     *
     * @throws java.io.FileNotFoundException if there is nothing at the path
     */
    public abstract FileStatus[] listStatus(Path f) throws IOException;

    /**
     * Ends a file that somebody else has begun and not closed, so that it can be read as far as it was synced; from then on that writer's
     * attempts to write more fail, if the file system has such a notion. Waits for it. Does nothing if the file was closed.
     *
     * @throws IOException if the file cannot be ended, or not within some minutes
     */
    public void recoverLease(Path f) throws IOException {}

    public abstract boolean exists(Path f) throws IOException;

    /** True if every machine of the cluster sees the same files. */
    public abstract boolean isDistributedFS();
}
