package io.weft.state.snapshot;

import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.Path;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.StateHandle.Extent;
import io.weft.model.checkpoint.StateHandle.Section;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pieces of checkpoints, and checks what it reads: from copies on this machine where there are any, and from the files themselves if
 * a copy is not what was written. A file stays open until another is read or the reader is closed; it can be used again then. Owned by one
 * thread.
 */
public final class StateReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateReader.class);
    private static final int COPY_BYTES = 256 * 1024;

    private final StateSource source;
    private String openFile;
    private boolean openIsCopy;
    private FSDataInputStream in;
    private long usedBytes;

    /** Reads checkpoints' files alone. */
    public StateReader() {
        this(StateSource.files());
    }

    public StateReader(StateSource source) {
        this.source = source;
    }

    /** The checksum that sections carry. */
    public static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * All bytes of a handle.
     *
     * @throws CorruptCheckpointException if they are not those that were written
     */
    public byte[] read(StateHandle handle, int crc32c) throws IOException {
        return read(handle, new Section(0, handle.length(), crc32c));
    }

    /**
     * The bytes of one section.
     *
     * @throws CorruptCheckpointException if they are not those that were written
     */
    public byte[] read(StateHandle handle, Section section) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(section.length())];
        if (handle instanceof StateHandle.Inline inline) {
            if (section.offset() + bytes.length > inline.bytes().length) {
                throw new CorruptCheckpointException("A piece of state in the metadata file ends too early");
            }
            System.arraycopy(inline.bytes(), (int) section.offset(), bytes, 0, bytes.length);
            check(handle, bytes.length, checksum(bytes, bytes.length), section.crc32c());
        } else if (handle instanceof StateHandle.Stored stored) {
            readStored(stored, () -> {
                readExtents(stored, section.offset(), bytes);
                check(handle, bytes.length, checksum(bytes, bytes.length), section.crc32c());
            });
        }
        return bytes;
    }

    /** Where bytes are copied to; opened again if they have to be copied again. */
    public interface Target {
        OutputStream open() throws IOException;
    }

    /**
     * Copies all bytes of a handle, however many.
     *
     * @throws CorruptCheckpointException if they are not those that were written
     */
    public void copy(StateHandle handle, int crc32c, Target target) throws IOException {
        if (handle instanceof StateHandle.Inline inline) {
            check(handle, inline.length(), checksum(inline.bytes(), inline.bytes().length), crc32c);
            try (OutputStream out = target.open()) {
                out.write(inline.bytes());
            }
        } else if (handle instanceof StateHandle.Stored stored) {
            readStored(stored, () -> copyExtents(stored, crc32c, target));
        }
    }

    private void copyExtents(StateHandle.Stored stored, int crc32c, Target target) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[(int) Math.min(COPY_BYTES, stored.length())];
        try (OutputStream out = target.open()) {
            for (long offset = 0; offset < stored.length(); offset += buffer.length) {
                int some = (int) Math.min(buffer.length, stored.length() - offset);
                byte[] bytes = some == buffer.length ? buffer : new byte[some];
                readExtents(stored, offset, bytes);
                crc.update(bytes);
                out.write(bytes);
            }
        }
        check(stored, stored.length(), (int) crc.getValue(), crc32c);
    }

    private static void check(StateHandle handle, long length, int found, int written)
            throws CorruptCheckpointException {
        if (found != written) {
            throw new CorruptCheckpointException(
                    describe(handle) + " is damaged: the checksum of " + length + " bytes is wrong");
        }
    }

    /** Reads from what is open, and checks. Done a second time if the first was with a copy and failed. */
    private interface Reading {
        void run() throws IOException;
    }

    private void readStored(StateHandle.Stored stored, Reading reading) throws IOException {
        try {
            open(stored.file());
            if (openIsCopy) {
                try {
                    run(reading);
                    return;
                } catch (IOException e) {
                    passOverCopy(stored.file(), e);
                }
            }
            run(reading);
        } catch (FileNotFoundException e) {
            throw new CorruptCheckpointException(describe(stored) + " is missing", e);
        }
    }

    private void run(Reading reading) throws IOException {
        usedBytes = 0;
        reading.run();
        source.countRead(usedBytes, openIsCopy);
    }

    private void readExtents(StateHandle.Stored stored, long offset, byte[] into) throws IOException {
        long skip = offset;
        int filled = 0;
        for (Extent extent : stored.extents()) {
            if (filled == into.length) {
                break;
            }
            if (skip >= extent.length()) {
                skip -= extent.length();
                continue;
            }
            int some = (int) Math.min(extent.length() - skip, into.length - filled);
            in.seek(extent.offset() + skip);
            int got = in.readNBytes(into, filled, some);
            if (got < some) {
                throw new CorruptCheckpointException(describe(stored) + " ends too early");
            }
            filled += some;
            skip = 0;
        }
        if (filled < into.length) {
            throw new CorruptCheckpointException(describe(stored) + " ends too early");
        }
        usedBytes += filled;
    }

    private void open(String file) throws IOException {
        if (file.equals(openFile)) {
            return;
        }
        close();
        Optional<java.nio.file.Path> copy = source.copies().find(new Path(file));
        if (copy.isEmpty()) {
            open(new Path(file), file, false);
            return;
        }
        try {
            open(Path.fromLocalFile(copy.get().toFile()), file, true);
        } catch (IOException e) {
            passOverCopy(file, e);
        }
    }

    private void passOverCopy(String file, IOException why) throws IOException {
        LOG.warn("The copy of {} on this machine can't be used, so the file itself is read: {}", file, why.toString());
        close();
        source.copies().remove(new Path(file));
        open(new Path(file), file, false);
    }

    private void open(Path path, String file, boolean copy) throws IOException {
        in = path.getFileSystem().open(path);
        openFile = file;
        openIsCopy = copy;
    }

    private static String describe(StateHandle handle) {
        return handle instanceof StateHandle.Stored stored
                ? "State file " + stored.file()
                : "A piece of state in the metadata file";
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            FSDataInputStream ending = in;
            in = null;
            openFile = null;
            ending.close();
        }
    }
}
