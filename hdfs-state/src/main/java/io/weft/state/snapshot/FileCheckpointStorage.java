package io.weft.state.snapshot;

import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.FSDataOutputStream;
import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.api.fs.Path;
import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointStorage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Metadata files in any file system that there is a provider for. Their format is in {@code docs/state-format.md}. */
public final class FileCheckpointStorage implements CheckpointStorage {

    /** The name of a metadata file in its checkpoint's directory. */
    public static final String METADATA = "_metadata";

    private static final String UNFINISHED = METADATA + ".unfinished";
    private static final long MAGIC = 0x574546542d43484bL; // "WEFT-CHK"
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

    @Override
    public String store(CheckpointMetadata checkpoint) throws IOException {
        Path directory = new Path(checkpoint.order().directory());
        FileSystem files = directory.getFileSystem();
        Path unfinished = new Path(directory, UNFINISHED);
        boolean renamed = false;
        try {
            write(files, unfinished, checkpoint, directory.toString());
            renamed = files.rename(unfinished, new Path(directory, METADATA));
        } finally {
            if (!renamed) {
                files.delete(unfinished, false);
            }
        }
        if (!renamed) {
            throw new IOException("There is a checkpoint in " + directory + " already, or its directory is gone");
        }
        return directory.toString();
    }

    private static void write(FileSystem files, Path file, CheckpointMetadata checkpoint, String directory)
            throws IOException {
        try (FSDataOutputStream stream = files.create(file, FileSystem.WriteMode.OVERWRITE)) {
            CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(stream), new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked));
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            new MetadataWriter(out, directory).write(checkpoint);
            out.flush();
            out.writeInt((int) checked.getChecksum().getValue());
            out.flush();
            stream.sync();
        }
    }

    @Override
    public CheckpointMetadata load(String pointer) throws IOException {
        Path path = new Path(pointer);
        Path file = path.getName().equals(METADATA) ? path : new Path(path, METADATA);
        byte[] bytes = readAll(file);
        checkWhole(file, bytes);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, Long.BYTES, bytes.length));
        int version = in.readInt();
        if (version > VERSION) {
            throw new IOException("The checkpoint metadata " + file + " has format version " + version
                    + "; this Weft reads versions up to " + VERSION
                    + ". Restore it with the newer Weft that wrote it.");
        }
        try {
            return new MetadataReader(in, file.getParent().toString()).read();
        } catch (IOException | RuntimeException e) {
            throw new CorruptCheckpointException(
                    "The checkpoint metadata " + file + " is whole but does not follow format version " + version, e);
        }
    }

    private static byte[] readAll(Path file) throws IOException {
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            return in.readAllBytes();
        } catch (FileNotFoundException e) {
            throw new CorruptCheckpointException(
                    "There is no checkpoint metadata " + file + ". Check the path: it is a directory with a file "
                            + METADATA
                            + " in it, such as .../chk-42 or .../savepoint-...; without that file a checkpoint"
                            + " was never complete.",
                    e);
        }
    }

    private static void checkWhole(Path file, byte[] bytes) throws CorruptCheckpointException {
        int end = bytes.length - Integer.BYTES;
        if (end < HEAD_BYTES) {
            throw new CorruptCheckpointException(
                    "The checkpoint metadata " + file + " ends too early: it has only " + bytes.length + " bytes");
        }
        if (ByteBuffer.wrap(bytes).getLong() != MAGIC) {
            throw new CorruptCheckpointException(
                    file + " is not Weft's checkpoint metadata, or its first bytes are damaged");
        }
        if (StateReader.checksum(bytes, end) != ByteBuffer.wrap(bytes).getInt(end)) {
            throw new CorruptCheckpointException(
                    "The checkpoint metadata " + file + " is damaged or ends too early: its checksum is wrong");
        }
    }

    @Override
    public void delete(List<String> paths) throws IOException {
        IOException first = null;
        for (String name : paths) {
            try {
                Path path = new Path(name);
                path.getFileSystem().delete(path, true);
            } catch (IOException e) {
                first = joined(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void sweep(String directory, Set<String> keep) throws IOException {
        Path root = new Path(directory);
        Set<String> kept = new HashSet<>();
        Set<String> above = new HashSet<>();
        for (String name : keep) {
            Path path = new Path(name);
            kept.add(path.getPath());
            for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
                above.add(parent.getPath());
            }
        }
        IOException first = sweep(root.getFileSystem(), root, kept, above);
        if (first != null) {
            throw first;
        }
    }

    private static IOException sweep(FileSystem files, Path path, Set<String> kept, Set<String> above) {
        IOException first = null;
        try {
            if (kept.contains(path.getPath())) {
                return null;
            }
            if (!above.contains(path.getPath())) {
                files.delete(path, true);
                return null;
            }
            for (FileStatus status : files.listStatus(path)) {
                IOException failure =
                        sweep(files, new Path(path, status.getPath().getName()), kept, above);
                first = failure == null ? first : joined(first, failure);
            }
        } catch (FileNotFoundException gone) {
            return first;
        } catch (IOException e) {
            return joined(first, e);
        }
        return first;
    }

    private static IOException joined(IOException first, IOException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
