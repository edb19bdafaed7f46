package io.weft.state.snapshot;

import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.StateHandle.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The one file that a TaskManager writes for a checkpoint. Tasks fill chunks of their own side by side, and whole chunks are appended
 * under a lock, so a run is a list of extents. Runs that are short travel in the message instead, and if all are, there is no file.
 */
public final class CheckpointFile implements SnapshotStorage {

    private static final int FIRST_CHUNK_BYTES = 8 * 1024;
    private static final int MAX_CHUNK_BYTES = 1024 * 1024;

    private final Path path;
    private final int inlineBytes;

    // Guarded by this.
    private FSDataOutputStream out;
    private long written;
    private boolean closed;
    private final List<Path> uploads = new ArrayList<>();

    /**
     * Creates nothing yet.
     *
     * @param path of the file, in the checkpoint's directory; nobody else writes there
     * @param inlineBytes how long a run may be to travel in the message
     */
    public CheckpointFile(Path path, int inlineBytes) {
        this.path = path;
        this.inlineBytes = inlineBytes;
    }

    @Override
    public SnapshotOutput begin() {
        return new Run();
    }

    /** Lies in the checkpoint's directory, so that it goes with that if the checkpoint is given up, even if this process is no more. */
    @Override
    public StateHandle.Stored upload(java.nio.file.Path file) throws IOException {
        Path target = new Path(path.getParent(), UUID.randomUUID().toString());
        FileSystem files = target.getFileSystem();
        long length = 0;
        boolean done = false;
        try (InputStream in = Files.newInputStream(file);
                FSDataOutputStream copy = files.create(target, FileSystem.WriteMode.NO_OVERWRITE)) {
            length = in.transferTo(copy);
            copy.sync();
            keep(target);
            done = true;
        } finally {
            if (!done) {
                files.delete(target, false);
            }
        }
        return new StateHandle.Stored(target.toString(), List.of(new Extent(0, length)));
    }

    private synchronized void keep(Path upload) throws IOException {
        requireNotGivenUp();
        uploads.add(upload);
    }

    /** Checkpoints of a job lie side by side. */
    @Override
    public boolean mayReuse(StateHandle.Stored earlier) {
        Path directory = new Path(earlier.file()).getParent();
        return directory != null && path.getParent().getParent().equals(directory.getParent());
    }

    /** Makes all finished runs durable. Nothing can be written any more. */
    public synchronized void close() throws IOException {
        closed = true;
        if (out != null) {
            FSDataOutputStream ending = out;
            out = null;
            ending.sync();
            ending.close();
        }
    }

    /** Gives the checkpoint up: removes what was written. Runs that are being written fail. */
    public synchronized void discard() throws IOException {
        closed = true;
        FSDataOutputStream ending = out;
        out = null;
        try {
            if (ending != null) {
                ending.close();
            }
        } finally {
            if (written > 0) {
                path.getFileSystem().delete(path, false);
            }
            for (Path upload : uploads) {
                upload.getFileSystem().delete(upload, false);
            }
        }
    }

    /** Bytes in the file so far. */
    public synchronized long written() {
        return written;
    }

    private void requireNotGivenUp() throws IOException {
        if (closed) {
            throw new IOException("The checkpoint that " + path + " belongs to was given up");
        }
    }

    private synchronized long append(byte[] bytes, int length) throws IOException {
        requireNotGivenUp();
        if (out == null) {
            out = path.getFileSystem().create(path, FileSystem.WriteMode.NO_OVERWRITE);
        }
        long offset = written;
        written += length;
        out.write(bytes, 0, length);
        return offset;
    }

    private final class Run extends SnapshotOutput {

        private final List<Extent> extents = new ArrayList<>();
        private byte[] chunk = new byte[FIRST_CHUNK_BYTES];
        private int filled;
        private long appended;

        @Override
        public void write(int b) throws IOException {
            if (filled == chunk.length) {
                makeRoom();
            }
            chunk[filled++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (filled == chunk.length) {
                    makeRoom();
                }
                int some = Math.min(left, chunk.length - filled);
                System.arraycopy(bytes, from, chunk, filled, some);
                filled += some;
                from += some;
                left -= some;
            }
        }

        private void makeRoom() throws IOException {
            if (chunk.length < MAX_CHUNK_BYTES) {
                chunk = Arrays.copyOf(chunk, chunk.length * 2);
            } else {
                appendChunk();
            }
        }

        private void appendChunk() throws IOException {
            long offset = append(chunk, filled);
            int last = extents.size() - 1;
            if (last >= 0 && extents.get(last).offset() + extents.get(last).length() == offset) {
                Extent before = extents.get(last);
                extents.set(last, new Extent(before.offset(), before.length() + filled));
            } else {
                extents.add(new Extent(offset, filled));
            }
            appended += filled;
            filled = 0;
        }

        @Override
        public long position() {
            return appended + filled;
        }

        @Override
        public StateHandle finish() throws IOException {
            if (appended == 0 && filled <= inlineBytes) {
                return new StateHandle.Inline(Arrays.copyOf(chunk, filled));
            }
            if (filled > 0) {
                appendChunk();
            }
            return new StateHandle.Stored(path.toString(), extents);
        }
    }
}
