package io.weft.state.rocksdb;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot.BackendFile;
import io.weft.state.KeyedStateSetup;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KeyedSnapshotReader;
import io.weft.state.format.RestoredPiece;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.format.StateSchema;
import io.weft.state.rocksdb.database.BulkFile;
import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.database.RocksResources;
import io.weft.state.rocksdb.database.Rows;
import io.weft.state.rocksdb.database.StateFamily;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ExportImportFilesMetaData;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Restores a database. The files of one snapshot are opened as they are, and clipped to the range; those of several are opened one after the
 * other, clipped, and taken into the new database as files. What is in the canonical form is put away block by block until its serializers
 * are known. Used once, by the thread of the task.
 */
final class RocksRestore implements AutoCloseable {

    private final KeyedStateSetup setup;
    private final RocksResources resources;
    private final Path directory;
    private final List<SerializerSnapshot> keys = new ArrayList<>();
    // What goes into one family each.
    private final Map<FamilyKey, Parts> parts = new LinkedHashMap<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    RocksRestore(KeyedStateSetup setup, RocksResources resources, Path directory) {
        this.setup = setup;
        this.resources = resources;
        this.directory = directory;
    }

    /** States that were written alike are one. */
    private record FamilyKey(StateFamily.Form form, String schema) {
        static FamilyKey of(StateFamily.Form form, StateSchema schema, SerializerSnapshot keys) throws IOException {
            DataOutputSerializer bytes = new DataOutputSerializer(256);
            new KeyedHeader(keys, List.of(schema)).write(bytes);
            return new FamilyKey(form, Arrays.toString(bytes.getCopyOfBuffer()));
        }
    }

    /** The parts of a state: of other databases, or of canonical snapshots. */
    private record Parts(StateSchema schema, List<ExportImportFilesMetaData> exports, List<Path> blocks) {
        Parts(StateSchema schema) {
            this(schema, new ArrayList<>(), new ArrayList<>());
        }
    }

    RestoredDatabase restore() throws IOException, RocksDBException {
        List<KeyedSnapshot> pieces = setup.restored().stream()
                .filter(piece -> piece.range().intersection(setup.range()).size() > 0)
                .toList();
        if (pieces.size() == 1 && pieces.get(0) instanceof KeyedSnapshot.Files files) {
            return open(files);
        }
        Files.createDirectories(directory);
        int number = 0;
        for (KeyedSnapshot piece : pieces) {
            if (piece instanceof KeyedSnapshot.Canonical canonical) {
                readBlocks(canonical, number++);
            } else if (piece instanceof KeyedSnapshot.Files files) {
                export(files, number++);
            }
        }
        return assemble();
    }

    private RestoredDatabase open(KeyedSnapshot.Files piece) throws IOException, RocksDBException {
        Database database = download(piece, directory);
        try {
            List<StateFamily> families = families(piece, database);
            clip(piece, families, database);
            Map<String, BackendFile> files = new HashMap<>();
            for (BackendFile file : piece.files()) {
                if (file.name().endsWith(FilesSnapshot.TABLE) && file.bytes().length() >= FilesSnapshot.SMALL_BYTES) {
                    files.put(file.name(), file);
                }
            }
            return new RestoredDatabase(database, families, keys, files);
        } catch (IOException | RocksDBException | RuntimeException e) {
            database.release();
            throw e;
        }
    }

    private Database download(KeyedSnapshot.Files piece, Path target) throws IOException, RocksDBException {
        if (!piece.backend().equals(FilesSnapshot.BACKEND)) {
            throw new IOException("The state of operator '" + setup.operator() + "' was written by the state backend '"
                    + piece.backend() + "' in its own form, which RocksDB can't read. Make a savepoint with that"
                    + " backend: every backend reads savepoints.");
        }
        Path files = Files.createDirectories(Database.files(target));
        try (StateReader reader = new StateReader(setup.source())) {
            for (BackendFile file : piece.files()) {
                Path copy = files.resolve(file.name());
                reader.copy(file.bytes(), file.crc32c(), () -> Files.newOutputStream(copy));
            }
        }
        return Database.open(resources, target);
    }

    private List<StateFamily> families(KeyedSnapshot.Files piece, Database database) throws IOException {
        FamilyHeader header;
        try (StateReader reader = new StateReader(setup.source())) {
            header = FamilyHeader.read(reader.read(piece.header(), piece.checksum()));
        }
        keys.add(header.keyed().keys());
        List<StateFamily> families = new ArrayList<>();
        for (int i = 0; i < header.families().size(); i++) {
            FamilyHeader.Family family = header.families().get(i);
            families.add(
                    new StateFamily(header.keyed().states().get(i), family.form(), database.family(family.name())));
        }
        return families;
    }

    private void clip(KeyedSnapshot.Files piece, List<StateFamily> families, Database database)
            throws RocksDBException {
        KeyGroupRange range = setup.range();
        if (range.first() <= piece.range().first() && piece.range().last() <= range.last()) {
            return;
        }
        for (StateFamily family : families) {
            database.rocks()
                    .clipColumnFamily(family.handle(), Rows.ofGroup(range.first()), Rows.ofGroup(range.last() + 1));
        }
    }

    private void export(KeyedSnapshot.Files piece, int number) throws IOException, RocksDBException {
        Database database = download(piece, directory.resolve("piece-" + number));
        try {
            List<StateFamily> families = families(piece, database);
            clip(piece, families, database);
            for (int i = 0; i < families.size(); i++) {
                StateFamily family = families.get(i);
                if (hasRows(family.handle(), database)) {
                    ExportImportFilesMetaData files =
                            database.export(family.handle(), directory.resolve("export-" + number + "-" + i));
                    opened.add(files);
                    FamilyKey same = FamilyKey.of(family.form(), family.schema(), keys.get(keys.size() - 1));
                    parts(same, family.schema()).exports().add(files);
                }
            }
        } finally {
            database.release();
        }
    }

    private static boolean hasRows(ColumnFamilyHandle family, Database database) throws RocksDBException {
        try (RocksIterator rows = database.rocks().newIterator(family)) {
            rows.seekToFirst();
            rows.status();
            return rows.isValid();
        }
    }

    private Parts parts(FamilyKey family, StateSchema schema) {
        return parts.computeIfAbsent(family, unknown -> new Parts(schema));
    }

    /** Reads a snapshot key group by key group, so that not all of it has to fit into memory. */
    private void readBlocks(KeyedSnapshot.Canonical piece, int number) throws IOException, RocksDBException {
        Map<FamilyKey, BulkFile> files = new LinkedHashMap<>();
        KeyGroupRange mine = piece.range().intersection(setup.range());
        try (StateReader reader = new StateReader(setup.source())) {
            KeyedSnapshotReader groups = new KeyedSnapshotReader(piece, reader);
            KeyedHeader header = groups.header();
            keys.add(header.keys());
            List<FamilyKey> families = new ArrayList<>();
            for (StateSchema schema : header.states()) {
                families.add(FamilyKey.of(StateFamily.Form.BLOCKS, schema, header.keys()));
            }
            for (int group = mine.first(); group <= mine.last(); group++) {
                List<RestoredPiece> states = groups.pieces();
                groups.read(group, states);
                for (int state = 0; state < states.size(); state++) {
                    List<byte[]> chunks = states.get(state).blocks().get(group);
                    if (chunks != null) {
                        FamilyKey family = families.get(state);
                        String name = "blocks-" + number + "-" + files.size();
                        StateSchema schema = header.states().get(state);
                        write(group, chunks, files.computeIfAbsent(family, fresh -> addBlocks(fresh, schema, name)));
                    }
                }
            }
        }
        for (BulkFile file : files.values()) {
            file.finish();
        }
    }

    private BulkFile addBlocks(FamilyKey family, StateSchema schema, String name) {
        Path path = directory.resolve(name + FilesSnapshot.TABLE);
        BulkFile file = new BulkFile(resources, path);
        opened.add(file);
        parts(family, schema).blocks().add(path);
        return file;
    }

    private static void write(int group, List<byte[]> chunks, BulkFile file) throws RocksDBException {
        DataOutputSerializer row = new DataOutputSerializer(Rows.GROUP_BYTES + Integer.BYTES);
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            row.clear();
            row.writeShort(group);
            row.writeInt(chunk);
            file.put(row.getCopyOfBuffer(), chunks.get(chunk));
        }
    }

    private RestoredDatabase assemble() throws IOException, RocksDBException {
        Database database = Database.open(resources, directory);
        try {
            List<StateFamily> families = new ArrayList<>();
            for (Map.Entry<FamilyKey, Parts> entry : parts.entrySet()) {
                Parts some = entry.getValue();
                ColumnFamilyHandle handle =
                        some.exports().isEmpty() ? database.addFamily() : database.importFamily(some.exports());
                if (!some.blocks().isEmpty()) {
                    database.ingest(handle, some.blocks());
                }
                families.add(new StateFamily(some.schema(), entry.getKey().form(), handle));
            }
            return new RestoredDatabase(database, families, keys, Map.of());
        } catch (RocksDBException | RuntimeException e) {
            database.release();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable some : opened) {
            try {
                some.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
