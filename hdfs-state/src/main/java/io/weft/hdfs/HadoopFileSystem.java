package io.weft.hdfs;

import io.weft.api.fs.BlockLocation;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file system of Hadoop's, as programs and connectors see it. */
final class HadoopFileSystem extends FileSystem {

    private final org.apache.hadoop.fs.FileSystem hadoop;

    HadoopFileSystem(org.apache.hadoop.fs.FileSystem hadoop) {
        this.hadoop = hadoop;
    }

    @Override
    public URI getUri() {
        return hadoop.getUri();
    }

    @Override
    public Path getWorkingDirectory() {
        return ours(hadoop.getWorkingDirectory());
    }

    @Override
    public Path getHomeDirectory() {
        return ours(hadoop.getHomeDirectory());
    }

    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
        try {
            return ours(hadoop.getFileStatus(theirs(f)));
        } catch (FileNotFoundException e) {
            throw notFound(f, e);
        }
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) throws IOException {
        List<BlockLocation> locations = new ArrayList<>();
        for (var block : hadoop.getFileBlockLocations(theirs(file.getPath()), start, len)) {
            locations.add(new BlockLocation(Arrays.asList(block.getHosts()), block.getOffset(), block.getLength()));
        }
        return locations.toArray(BlockLocation[]::new);
    }

    @Override
    public FSDataInputStream open(Path f) throws IOException {
        try {
            return new HadoopInputStream(hadoop.open(theirs(f)));
        } catch (FileNotFoundException e) {
            throw notFound(f, e);
        }
    }

    @Override
    public FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException {
        return new HadoopOutputStream(hadoop.create(theirs(f), overwriteMode == WriteMode.OVERWRITE));
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
        return hadoop.delete(theirs(f), recursive);
    }

    @Override
    public boolean mkdirs(Path f) throws IOException {
        return hadoop.mkdirs(theirs(f));
    }

    @Override
    public boolean rename(Path src, Path dst) throws IOException {
        // Hadoop would move the source into a directory that is at the target.
        return !hadoop.exists(theirs(dst)) && hadoop.rename(theirs(src), theirs(dst));
    }

    @Override
    public FileStatus[] listStatus(Path f) throws IOException {
        try {
            return Arrays.stream(hadoop.listStatus(theirs(f)))
                    .map(HadoopFileSystem::ours)
                    .toArray(FileStatus[]::new);
        } catch (FileNotFoundException e) {
            throw notFound(f, e);
        }
    }

    @Override
    public void recoverLease(Path f) throws IOException {
        LeaseRecovery.await(hadoop, theirs(f));
    }

    @Override
    public boolean exists(Path f) throws IOException {
        return hadoop.exists(theirs(f));
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    private static FileStatus ours(org.apache.hadoop.fs.FileStatus status) {
        return new FileStatus(
                ours(status.getPath()),
                status.getLen(),
                status.isDirectory(),
                status.getModificationTime(),
                status.getBlockSize());
    }

    private static Path ours(org.apache.hadoop.fs.Path path) {
        return new Path(path.toUri());
    }

    private static org.apache.hadoop.fs.Path theirs(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private static FileNotFoundException notFound(Path path, FileNotFoundException cause) {
        FileNotFoundException exception = new FileNotFoundException("There is no file or directory at " + path + ".");
        exception.initCause(cause);
        return exception;
    }
}
