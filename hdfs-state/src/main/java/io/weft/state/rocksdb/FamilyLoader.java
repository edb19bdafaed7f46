package io.weft.state.rocksdb;

import io.weft.model.KeyGroupRange;
import io.weft.state.KeyedStateSetup;
import io.weft.state.StateMigrationException;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KeyedSnapshotReader;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.Reconciliation;
import io.weft.state.format.RestoredPiece;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.format.StateKind;
import io.weft.state.rocksdb.database.BulkFile;
import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.database.StateFamily;
import io.weft.state.snapshot.MemoryOutput;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Gives a state that the program asks for its family, with what was restored for it. Used by the thread of the task. */
final class FamilyLoader {

    private final KeyedStateSetup setup;
    private final Database database;
    private int files;

    FamilyLoader(KeyedStateSetup setup, Database database) {
        this.setup = setup;
        this.database = database;
    }

    /**
     * A family of rows. The restored one is taken as it is if it is written as rows will be; else all rows are written anew, as files.
     *
     * @param what the state is called in messages
     * @param kind of the state as the program describes it
     * @param stamped true if rows have stamps
     * @param described what the program would read and write it with
     * @param restored all of that name
     */
    ClaimedFamily claim(
            String what,
            String name,
            StateKind kind,
            boolean stamped,
            RowSerializers described,
            List<StateFamily> restored)
            throws IOException, StateMigrationException, RocksDBException {
        List<RestoredPiece> schemas = restored.stream()
                .map(family -> new RestoredPiece(family.schema(), Map.of()))
                .toList();
        Reconciliation reconciled = Reconciliation.of(what, kind, described, schemas, setup.userCode());
        RowSerializers goesOn = reconciled.goesOn();
        if (restored.size() == 1
                && restored.get(0).form() == StateFamily.Form.ROWS
                && restored.get(0).schema().stamped() == stamped
                && areSame(reconciled.readers().get(0), goesOn)) {
            return new ClaimedFamily(
                    name, kind, stamped, goesOn, restored.get(0).handle());
        }
        // Snapshots that were taken of what was restored come first.
        database.log().flush();
        ClaimedFamily claimed = new ClaimedFamily(name, kind, stamped, goesOn, database.addFamily());
        for (int i = 0; i < restored.size(); i++) {
            load(restored.get(i), reconciled.readers().get(i), claimed);
        }
        for (StateFamily old : restored) {
            database.dropFamily(old.handle());
        }
        return claimed;
    }

    @SuppressWarnings("ReferenceEquality") // what is migrated is read by another one, even if that calls itself equal
    private static boolean areSame(RowSerializers reader, RowSerializers goesOn) {
        boolean same = reader.namespaces() == goesOn.namespaces();
        for (int i = 0; i < goesOn.values().size(); i++) {
            same &= reader.values().get(i) == goesOn.values().get(i);
        }
        return same;
    }

    private void load(StateFamily from, RowSerializers readers, ClaimedFamily to)
            throws IOException, StateMigrationException, RocksDBException {
        RowLoader rows = new RowLoader(
                setup.operator(),
                setup.maxParallelism(),
                readers,
                to.serializers(),
                to.kind(),
                to.stamped(),
                setup.clockMs().getAsLong());
        Path path = database.scratch("rows-" + files++ + FilesSnapshot.TABLE);
        KeyGroupRange range = setup.range();
        try (BulkFile file = new BulkFile(database.resources(), path);
                ReadOptions options = new ReadOptions().setFillCache(false);
                RocksIterator old = database.rocks().newIterator(from.handle(), options)) {
            for (int group = range.first(); group <= range.last(); group++) {
                RestoredPiece blocks = blocks(group, from, old);
                old.status();
                if (blocks != null) {
                    rows.load(blocks, group, file);
                }
            }
            Path finished = file.finish();
            if (finished != null) {
                ingest(to.handle(), finished);
            }
        }
    }

    private void ingest(ColumnFamilyHandle family, Path file) throws RocksDBException {
        database.ingest(family, new ArrayList<>(List.of(file)));
    }

    /** A key group's rows in the canonical form, or null if there are none. */
    private RestoredPiece blocks(int group, StateFamily from, RocksIterator rows) throws IOException {
        KeyGroupRange only = new KeyGroupRange(group, group);
        KeyedSnapshotWriter writer = new KeyedSnapshotWriter(only, new MemoryOutput());
        new CanonicalRows(from, null).write(group, 0, rows, writer);
        writer.endGroup();
        KeyedHeader header = new KeyedHeader(new SerializerSnapshot(new byte[0]), List.of(from.schema()));
        try (StateReader reader = new StateReader()) {
            KeyedSnapshotReader blocks = new KeyedSnapshotReader(writer.finish(header), reader);
            List<RestoredPiece> states = blocks.pieces();
            blocks.read(group, states);
            return states.get(0).blocks().isEmpty() ? null : states.get(0);
        }
    }
}
