package io.weft.state.snapshot;

import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.StateHandle.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one file that a TaskManager writes for a checkpoint. Tasks fill chunks of their own side by side, and whole chunks are appended
 * under a lock, so a run is a list of extents. Runs that are short travel in the message instead, and if all are, there is no file.
 *
 * <p>What is written is written to a copy on this machine too.
 */
public final class CheckpointFile implements SnapshotStorage {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);
    private static final int FIRST_CHUNK_BYTES = 8 * 1024;
    private static final int MAX_CHUNK_BYTES = 1024 * 1024;

    private final Path path;
    private final int inlineBytes;
    private final LocalCopies copies;

    // Guarded by this.
    private FSDataOutputStream out;
    private OutputStream copy;
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
        this(path, inlineBytes, LocalCopies.NONE);
    }

    /** @param copies where copies are kept */
    public CheckpointFile(Path path, int inlineBytes, LocalCopies copies) {
        this.path = path;
        this.inlineBytes = inlineBytes;
        this.copies = copies;
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
        copies.link(path.getParent(), target.getName(), file);
        return new StateHandle.Stored(target.toString(), List.of(new Extent(0, length)));
    }

    private synchronized void keep(Path upload) throws IOException {
        requireNotGivenUp();
        uploads.add(upload);
    }

    /** Checkpoints of a job lie side by side. */
    @Override
    public boolean reuse(StateHandle.Stored earlier, java.nio.file.Path file) {
        Path stored = new Path(earlier.file());
        Path directory = stored.getParent();
        boolean ours = directory != null && path.getParent().getParent().equals(directory.getParent());
        if (ours) {
            copies.link(path.getParent(), stored.getName(), file);
        }
        return ours;
    }

    /** Makes all finished runs durable. Nothing can be written any more. */
    public synchronized void close() throws IOException {
        closed = true;
        if (out != null) {
            FSDataOutputStream ending = out;
            out = null;
            endCopy();
            ending.sync();
            ending.close();
        }
    }

    /** Gives the checkpoint up: removes what was written. Runs that are being written fail. */
    public synchronized void discard() throws IOException {
        closed = true;
        FSDataOutputStream ending = out;
        out = null;
        endCopy();
        copies.remove(path);
        uploads.forEach(copies::remove);
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
            copy = copies.create(path);
        }
        long offset = written;
        written += length;
        out.write(bytes, 0, length);
        writeToCopy(bytes, length);
        return offset;
    }

    private synchronized void writeToCopy(byte[] bytes, int length) {
        if (copy != null) {
            try {
                copy.write(bytes, 0, length);
            } catch (IOException e) {
                LOG.warn("The copy of {} on this machine is given up.", path, e);
                endCopy();
                copies.remove(path);
            }
        }
    }

    private synchronized void endCopy() {
        OutputStream ending = copy;
        copy = null;
        if (ending != null) {
            try {
                ending.close();
            } catch (IOException e) {
                LOG.warn("The copy of {} on this machine is given up.", path, e);
                copies.remove(path);
            }
        }
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
