package io.weft.state.rocksdb.database;

import io.weft.state.rocksdb.log.RowLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ExportImportFilesMetaData;
import org.rocksdb.ImportColumnFamilyOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * An open database in a directory of its own, which goes when the last who holds it lets go: the backend, and the snapshots that are being
 * written. Families are added and dropped by the thread of the task.
 */
public final class Database {

    private static final String FAMILY = "state-";

    private final RocksResources resources;
    private final Path directory;
    private final RocksDB rocks;
    private final Map<String, ColumnFamilyHandle> handles;
    private final RowLog log;
    // False as long as no family has ever had a row, so that nobody needs to look for one. Set before a row comes in.
    private volatile boolean rows;
    private int nextFamily;
    // Guarded by this.
    private int holders = 1;

    private Database(RocksResources resources, Path directory, RocksDB rocks, List<ColumnFamilyHandle> opened)
            throws RocksDBException {
        this.rows = opened.size() > 1;
        this.resources = resources;
        this.directory = directory;
        this.rocks = rocks;
        this.handles = new LinkedHashMap<>();
        this.log = new RowLog(resources.logMemory(), this::write);
        for (ColumnFamilyHandle handle : opened) {
            String name = new String(handle.getName(), StandardCharsets.UTF_8);
            handles.put(name, handle);
            if (name.startsWith(FAMILY)) {
                nextFamily = Math.max(nextFamily, Integer.parseInt(name, FAMILY.length(), name.length(), 10) + 1);
            }
        }
    }

    /**
     * Opens what is there, or a new database.
     *
     * @param directory in which the database has one, and may have others; goes with it
     */
    public static Database open(RocksResources resources, Path directory) throws IOException, RocksDBException {
        Path files = Files.createDirectories(files(directory));
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        try (Options options = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, files.toString())) {
                families.add(new ColumnFamilyDescriptor(name, resources.familyOptions()));
            }
        }
        if (families.isEmpty()) {
            families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, resources.familyOptions()));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB rocks = RocksDB.open(resources.databaseOptions(), files.toString(), families, handles);
        return new Database(resources, directory, rocks, handles);
    }

    /** Where in a database's directory its files are. */
    public static Path files(Path directory) {
        return directory.resolve("db");
    }

    public RocksDB rocks() {
        return rocks;
    }

    /** What was written to the states and is not in the database yet, and what was read lately. */
    public RowLog log() {
        return log;
    }

    /** False if it has never had a row. */
    public boolean mayHaveRows() {
        return rows;
    }

    private void write(byte[] batch) throws IOException {
        rows = true;
        try (WriteBatch changes = new WriteBatch(batch)) {
            rocks.write(resources.writeOptions(), changes);
        } catch (RocksDBException e) {
            throw new IOException("State can't be written to RocksDB in " + directory + ": " + e.getMessage(), e);
        }
    }

    public RocksResources resources() {
        return resources;
    }

    /** A path in the database's directory where nothing is. */
    public Path scratch(String name) {
        return directory.resolve(name);
    }

    /** The family with that name, or null. */
    public ColumnFamilyHandle family(String name) {
        return handles.get(name);
    }

    public String name(ColumnFamilyHandle family) throws RocksDBException {
        return new String(family.getName(), StandardCharsets.UTF_8);
    }

    public ColumnFamilyHandle addFamily() throws RocksDBException {
        return added(rocks.createColumnFamily(newFamily()));
    }

    /** Adds a family of files that others have exported, whose keys don't overlap. */
    public ColumnFamilyHandle importFamily(List<ExportImportFilesMetaData> files) throws RocksDBException {
        rows = true;
        try (ImportColumnFamilyOptions options = new ImportColumnFamilyOptions().setMoveFiles(true)) {
            return added(rocks.createColumnFamilyWithImport(newFamily(), options, files));
        }
    }

    /** Takes files into a family, whose keys don't overlap. */
    public void ingest(ColumnFamilyHandle family, List<Path> files) throws RocksDBException {
        rows = true;
        try (IngestExternalFileOptions options = new IngestExternalFileOptions().setMoveFiles(true)) {
            rocks.ingestExternalFile(family, files.stream().map(Path::toString).toList(), options);
        }
    }

    private ColumnFamilyDescriptor newFamily() {
        String name = FAMILY + nextFamily++;
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), resources.familyOptions());
    }

    private ColumnFamilyHandle added(ColumnFamilyHandle handle) throws RocksDBException {
        handles.put(name(handle), handle);
        return handle;
    }

    /** Drops a family; snapshots that are being written still read it. */
    public void dropFamily(ColumnFamilyHandle family) throws RocksDBException {
        rocks.dropColumnFamily(family);
    }

    /** Links the files of all that is there now into a new directory. Flushes what is not yet on disk. */
    public void linkFiles(Path target) throws RocksDBException {
        try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
            checkpoint.createCheckpoint(target.toString());
        }
    }

    /** Links the files of one family into a new directory. */
    public ExportImportFilesMetaData export(ColumnFamilyHandle family, Path target) throws RocksDBException {
        try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
            return checkpoint.exportColumnFamily(family, target.toString());
        }
    }

    /** Keeps the database open for one more. Returns false if it is closed already. */
    public synchronized boolean hold() {
        if (holders == 0) {
            return false;
        }
        holders++;
        return true;
    }

    /** One who held it needs it no more. The last one closes it and removes its files. */
    public void release() throws IOException {
        synchronized (this) {
            if (--holders > 0) {
                return;
            }
        }
        log.close();
        handles.values().forEach(ColumnFamilyHandle::close);
        rocks.close();
        LocalDirectory.delete(directory);
    }
}
