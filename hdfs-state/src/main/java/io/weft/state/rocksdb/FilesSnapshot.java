package io.weft.state.rocksdb;

import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot.BackendFile;
import io.weft.model.checkpoint.StateHandle;
import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.database.LocalDirectory;
import io.weft.state.rocksdb.log.LogCut;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.rocksdb.RocksDBException;

/**
 * Writes RocksDB's own files, which never change, from a directory of links to them. Tables that a complete checkpoint has made durable are
 * not written again. Small tables and what belongs to this checkpoint alone goes into the checkpoint's file: for HDFS a file is dear.
 */
final class FilesSnapshot implements SnapshotWork<KeyedSnapshot> {

    /** The name by which snapshots say that RocksDB reads them. */
    static final String BACKEND = "rocksdb";

    static final String TABLE = ".sst";

    /** Tables of fewer bytes are written again each time, until they are merged into larger ones. */
    static final long SMALL_BYTES = 64 * 1024;

    private final long id;
    private final KeyGroupRange range;
    private final byte[] header;
    private final Path target;
    private final LogCut<Path> links;
    private final Database database;
    // Null if each checkpoint is complete in itself.
    private final UploadedFiles uploaded;
    private final Map<String, BackendFile> reusable;

    /**
     * @param target where nothing is; gone with the snapshot
     * @param database held for this snapshot
     * @param uploaded null if each checkpoint is to be complete in itself
     */
    FilesSnapshot(
            long id, KeyGroupRange range, FamilyHeader header, Path target, Database database, UploadedFiles uploaded)
            throws IOException {
        this.id = id;
        this.range = range;
        this.header = header.toBytes();
        this.target = target;
        this.links = database.log().cut(() -> linkFiles(target, database));
        this.database = database;
        this.uploaded = uploaded;
        this.reusable = uploaded == null ? Map.of() : uploaded.begin(id);
    }

    private static Path linkFiles(Path target, Database database) throws IOException {
        try {
            database.linkFiles(target);
            return target;
        } catch (RocksDBException e) {
            throw new IOException("The files of RocksDB can't be linked into " + target + ": " + e.getMessage(), e);
        }
    }

    @Override
    public KeyedSnapshot write(SnapshotStorage storage) throws IOException {
        try {
            List<BackendFile> files = new ArrayList<>();
            Map<String, BackendFile> shared = new HashMap<>();
            for (Path path : list(database.log().reach(links))) {
                BackendFile file = write(path, storage);
                files.add(file);
                if (uploaded != null && isShared(path)) {
                    shared.put(file.name(), file);
                }
            }
            SnapshotOutput out = storage.begin();
            out.write(header);
            StateHandle handle = out.finish();
            if (uploaded != null) {
                uploaded.written(id, shared);
            }
            return new KeyedSnapshot.Files(range, BACKEND, handle, StateReader.checksum(header, header.length), files);
        } finally {
            discard();
        }
    }

    /** What is needed to open the database: not its log, its options, or the log of writes, which is empty. */
    private List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(TABLE) || name.equals("CURRENT") || name.startsWith("MANIFEST-");
                    })
                    .sorted()
                    .toList();
        }
    }

    private static boolean isShared(Path file) throws IOException {
        return file.toString().endsWith(TABLE) && Files.size(file) >= SMALL_BYTES;
    }

    private BackendFile write(Path file, SnapshotStorage storage) throws IOException {
        String name = file.getFileName().toString();
        if (uploaded == null || !isShared(file)) {
            return copy(name, file, storage);
        }
        BackendFile known = reusable.get(name);
        if (known != null && known.bytes() instanceof StateHandle.Stored stored && storage.reuse(stored, file)) {
            return known;
        }
        int crc = checksum(file);
        return new BackendFile(name, storage.upload(file), crc);
    }

    private static BackendFile copy(String name, Path file, SnapshotStorage storage) throws IOException {
        SnapshotOutput out = storage.begin();
        Files.copy(file, out);
        return new BackendFile(name, out.finish(), checksum(file));
    }

    private static int checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return (int) crc.getValue();
    }

    @Override
    public void discard() {
        try {
            database.log().cancel(links);
            LocalDirectory.delete(target);
            database.release();
        } catch (IOException e) {
            throw new UncheckedIOException("Files of a RocksDB snapshot can't be removed from " + target, e);
        }
    }
}
