package io.weft.state.rocksdb;

import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot.BackendFile;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.database.LocalDirectory;
import io.weft.state.rocksdb.database.RocksResources;
import io.weft.state.rocksdb.database.StateFamily;
import io.weft.state.snapshot.MemoryOutput;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A snapshot in RocksDB's own files that is read by itself, without its operator. Owned by one thread. */
public final class OfflineDatabase implements AutoCloseable {

    private static final long CACHE_BYTES = 32 << 20;

    private final RocksResources resources;
    private final Database database;
    private final KeyedHeader header;
    private final List<CanonicalRows> states;
    private final ReadOptions options = new ReadOptions().setFillCache(false);

    private OfflineDatabase(RocksResources resources, Database database, FamilyHeader families) {
        this.resources = resources;
        this.database = database;
        this.header = families.keyed();
        this.states = new ArrayList<>();
        for (int i = 0; i < header.states().size(); i++) {
            FamilyHeader.Family family = families.families().get(i);
            StateFamily state = new StateFamily(header.states().get(i), family.form(), database.family(family.name()));
            states.add(new CanonicalRows(state, null));
        }
    }

    /**
     * Copies the files to this machine and opens them.
     *
     * @param directory where the files go; not there yet, and gone when this is closed
     * @throws io.weft.model.CorruptCheckpointException if a file is missing or is not what was written
     */
    public static OfflineDatabase open(KeyedSnapshot.Files piece, StateReader reader, Path directory)
            throws IOException {
        FamilyHeader families = FamilyHeader.read(reader.read(piece.header(), piece.checksum()));
        RocksResources resources = RocksResources.load(CACHE_BYTES, 0.5, 0.1);
        try {
            Path files = Files.createDirectories(Database.files(directory));
            for (BackendFile file : piece.files()) {
                Path copy = files.resolve(file.name());
                reader.copy(file.bytes(), file.crc32c(), () -> Files.newOutputStream(copy));
            }
            return new OfflineDatabase(resources, Database.open(resources, directory), families);
        } catch (IOException | RocksDBException | RuntimeException e) {
            resources.close();
            LocalDirectory.delete(directory);
            throw e instanceof IOException failed ? failed : new IOException("RocksDB can't open its files", e);
        }
    }

    /** The rows of one key group in the canonical form. */
    public KeyedSnapshot.Canonical group(int group) throws IOException {
        KeyedSnapshotWriter writer = new KeyedSnapshotWriter(new KeyGroupRange(group, group), new MemoryOutput());
        for (int state = 0; state < states.size(); state++) {
            try (RocksIterator rows =
                    database.rocks().newIterator(states.get(state).family().handle(), options)) {
                states.get(state).write(group, state, rows, writer);
                rows.status();
            } catch (RocksDBException e) {
                throw new IOException("RocksDB can't read its files", e);
            }
        }
        writer.endGroup();
        return writer.finish(header);
    }

    @Override
    public void close() throws IOException {
        options.close();
        database.release();
        resources.close();
    }
}
