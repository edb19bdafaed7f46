package io.weft.connector.file.fs;

import io.weft.api.fs.BlockLocation;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystemProvider;
import io.weft.api.fs.Path;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The local file system with HDFS's ways, and a process that dies when the test says so. What was not synced is lost in part; a file that
 * its writer has not closed can be read only after its lease was recovered, and then that writer cannot go on.
 */
public final class SimulatedFileSystem extends FileSystem {

    /** The process has died. */
    public static final class ProcessDied extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Found by the service loader; the authority makes no difference. */
    public static final class Provider implements FileSystemProvider {
        @Override
        public String scheme() {
            return "simulated";
        }

        @Override
        public FileSystem create(URI uri) {
            return new SimulatedFileSystem(uri);
        }
    }

    private final URI root;
    private final FileSystem local = FileSystem.getLocalFileSystem();
    private final Map<String, Writer> growing = new HashMap<>();
    private int life;
    private boolean dead;
    private long changesToDeath = Long.MAX_VALUE;
    private Random losses = new Random(0);

    private SimulatedFileSystem(URI root) {
        this.root = root;
    }

    /** The file system whose paths begin with {@code simulated://name/}. */
    public static SimulatedFileSystem of(String name) throws IOException {
        return (SimulatedFileSystem) new Path("simulated://" + name + "/").getFileSystem();
    }

    /** Begins a process; it dies at its change number {@code changesToDeath}, half of the time after making it. */
    public void live(long changesToDeath, Random losses) {
        this.changesToDeath = changesToDeath;
        this.losses = losses;
        dead = false;
        life++;
    }

    /** Ends the process: whatever it tries from now on fails, and what it had not synced may be lost. */
    public void die() throws IOException {
        dead = true;
        for (Map.Entry<String, Writer> file : growing.entrySet()) {
            file.getValue().loseUnsynced(file.getKey());
        }
    }

    private interface Change<T> {
        T make() throws IOException;
    }

    private <T> T change(Change<T> change) throws IOException {
        checkAlive();
        if (--changesToDeath > 0) {
            return change.make();
        }
        if (losses.nextBoolean()) {
            change.make();
        }
        die();
        throw new ProcessDied();
    }

    private void checkAlive() {
        if (dead) {
            throw new ProcessDied();
        }
    }

    @Override
    public FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException {
        return change(() -> {
            Writer writer = new Writer(f.getPath(), local.create(local(f), overwriteMode));
            growing.put(f.getPath(), writer);
            return writer;
        });
    }

    @Override
    public FSDataInputStream open(Path f) throws IOException {
        checkAlive();
        if (growing.containsKey(f.getPath())) {
            throw new IOException("Cannot obtain block length of " + f + ", which is being written");
        }
        return local.open(local(f));
    }

    @Override
    public void recoverLease(Path f) throws IOException {
        change(() -> growing.remove(f.getPath()));
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
        return change(() -> {
            growing.remove(f.getPath());
            return local.delete(local(f), recursive);
        });
    }

    @Override
    public boolean rename(Path src, Path dst) throws IOException {
        return change(() -> {
            if (growing.containsKey(src.getPath())) {
                throw new IOException("A file that is being written must not be shown: " + src);
            }
            return local.rename(local(src), local(dst));
        });
    }

    @Override
    public boolean mkdirs(Path f) throws IOException {
        return change(() -> local.mkdirs(local(f)));
    }

    @Override
    public FileStatus[] listStatus(Path f) throws IOException {
        checkAlive();
        return Arrays.stream(local.listStatus(local(f))).map(this::ours).toArray(FileStatus[]::new);
    }

    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
        checkAlive();
        return ours(local.getFileStatus(local(f)));
    }

    @Override
    public boolean exists(Path f) throws IOException {
        checkAlive();
        return local.exists(local(f));
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) {
        return new BlockLocation[0];
    }

    @Override
    public URI getUri() {
        return root;
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(root);
    }

    @Override
    public Path getHomeDirectory() {
        return new Path(root);
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    private static Path local(Path path) {
        return new Path("file://" + path.getPath());
    }

    private FileStatus ours(FileStatus status) {
        Path path =
                new Path("simulated://" + root.getAuthority() + status.getPath().getPath());
        return new FileStatus(
                path, status.getLen(), status.isDir(), status.getModificationTime(), status.getBlockSize());
    }

    private final class Writer extends FSDataOutputStream {
        private final String path;
        private final FSDataOutputStream out;
        private final int ownLife = life;
        private long syncedBytes;

        Writer(String path, FSDataOutputStream out) {
            this.path = path;
            this.out = out;
        }

        private void checkLease() throws IOException {
            if (ownLife != life) {
                throw new ProcessDied();
            }
            if (growing.get(path) != this) {
                throw new IOException("No lease on " + path);
            }
        }

        private void loseUnsynced(String file) throws IOException {
            if (ownLife != life) {
                return;
            }
            try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
                long unsynced = bytes.length() - syncedBytes;
                bytes.setLength(syncedBytes + (unsynced == 0 ? 0 : losses.nextInt((int) unsynced + 1)));
            }
        }

        @Override
        public long getPos() throws IOException {
            return out.getPos();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            change(() -> {
                checkLease();
                out.write(bytes, offset, length);
                return null;
            });
        }

        @Override
        public void flush() {}

        @Override
        public void sync() throws IOException {
            change(() -> {
                checkLease();
                syncedBytes = out.getPos();
                return null;
            });
        }

        @Override
        public void close() throws IOException {
            change(() -> {
                checkLease();
                growing.remove(path);
                out.close();
                return null;
            });
        }
    }
}
