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
import java.util.zip.CRC32C;

/** Reads pieces of checkpoints, and checks what it reads. A file stays open until another is read. Owned by one thread. */
public final class StateReader implements AutoCloseable {

    private static final int COPY_BYTES = 256 * 1024;

    private String openFile;
    private FSDataInputStream in;

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
        } else if (handle instanceof StateHandle.Stored stored) {
            readStored(stored, section.offset(), bytes);
        }
        if (checksum(bytes, bytes.length) != section.crc32c()) {
            throw new CorruptCheckpointException(
                    describe(handle) + " is damaged: the checksum of " + bytes.length + " bytes is wrong");
        }
        return bytes;
    }

    /**
     * Copies all bytes of a handle, however many.
     *
     * @throws CorruptCheckpointException if they are not those that were written
     */
    public void copy(StateHandle handle, int crc32c, OutputStream out) throws IOException {
        CRC32C crc = new CRC32C();
        if (handle instanceof StateHandle.Inline inline) {
            crc.update(inline.bytes());
            out.write(inline.bytes());
        } else if (handle instanceof StateHandle.Stored stored) {
            byte[] buffer = new byte[(int) Math.min(COPY_BYTES, stored.length())];
            for (long offset = 0; offset < stored.length(); offset += buffer.length) {
                int some = (int) Math.min(buffer.length, stored.length() - offset);
                byte[] bytes = some == buffer.length ? buffer : new byte[some];
                readStored(stored, offset, bytes);
                crc.update(bytes);
                out.write(bytes);
            }
        }
        if ((int) crc.getValue() != crc32c) {
            throw new CorruptCheckpointException(
                    describe(handle) + " is damaged: the checksum of " + handle.length() + " bytes is wrong");
        }
    }

    private void readStored(StateHandle.Stored stored, long offset, byte[] into) throws IOException {
        try {
            open(stored.file());
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
        } catch (FileNotFoundException e) {
            throw new CorruptCheckpointException(describe(stored) + " is missing", e);
        }
    }

    private void open(String file) throws IOException {
        if (!file.equals(openFile)) {
            close();
            Path path = new Path(file);
            in = path.getFileSystem().open(path);
            openFile = file;
        }
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
