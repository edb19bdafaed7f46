package io.weft.hdfs;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Files named by their content, uploaded once and then shared by all applications. Several clients may upload the same content at once:
 * each writes under a name of its own, and whoever renames first wins.
 */
public final class EngineCache {

    /** All may read, so that NodeManagers can keep one copy for everybody. */
    private static final FsPermission SHARED_FILE = new FsPermission((short) 0644);

    private static final FsPermission SHARED_DIRECTORY = new FsPermission((short) 0755);

    private final FileSystem files;
    private final Path directory;

    EngineCache(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** Writes the content that is to be cached. */
    @FunctionalInterface
    public interface Content {
        void writeTo(java.io.OutputStream out) throws IOException;
    }

    /**
     * The file in the cache, uploaded if it is not there.
     *
     * @param name the content's hash and a suffix
     */
    public FileStatus add(String name, Content content) throws IOException {
        Path target = new Path(directory, name);
        FileStatus present = find(target);
        return present != null ? present : upload(target, content);
    }

    private FileStatus upload(Path target, Content content) throws IOException {
        makeShared(directory.getParent());
        makeShared(directory);
        Path temporary = new Path(directory, "." + target.getName() + "." + UUID.randomUUID());
        try {
            try (FSDataOutputStream out = files.create(temporary)) {
                content.writeTo(out);
            }
            files.setPermission(temporary, SHARED_FILE);
            boolean renamed = files.rename(temporary, target);
            FileStatus present = find(target);
            if (present == null) {
                throw new IOException(
                        "Could not rename " + temporary + " to " + target + (renamed ? ", it vanished" : "") + ".");
            }
            return present;
        } finally {
            files.delete(temporary, false);
        }
    }

    /** True if NodeManagers may keep the file for all users: it and every directory above it can be read by everybody. */
    public boolean isPublic(FileStatus file) throws IOException {
        if (!file.getPermission().getOtherAction().implies(FsAction.READ)) {
            return false;
        }
        for (Path above = file.getPath().getParent(); above != null; above = above.getParent()) {
            if (!files.getFileStatus(above).getPermission().getOtherAction().implies(FsAction.EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private void makeShared(Path path) throws IOException {
        if (!files.exists(path)) {
            files.mkdirs(path);
            files.setPermission(path, SHARED_DIRECTORY); // mkdirs is subject to the user's umask
        }
    }

    private FileStatus find(Path path) throws IOException {
        try {
            return files.getFileStatus(path);
        } catch (java.io.FileNotFoundException absent) {
            return null;
        }
    }
}
