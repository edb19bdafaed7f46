package io.weft.state.rocksdb;

import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.log.LogCut;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/** Writes what a database held at one moment in the canonical form, row by row. */
final class CanonicalSnapshot implements SnapshotWork<KeyedSnapshot> {

    private final KeyGroupRange range;
    private final SerializerSnapshot keys;
    private final List<CanonicalRows> states;
    private final Database database;
    private final LogCut<Snapshot> cut;

    /** @param database held for this snapshot */
    CanonicalSnapshot(KeyGroupRange range, SerializerSnapshot keys, List<CanonicalRows> states, Database database)
            throws IOException {
        this.range = range;
        this.keys = keys;
        this.states = states;
        this.database = database;
        this.cut = database.log().cut(() -> database.rocks().getSnapshot());
    }

    @Override
    public KeyedSnapshot write(SnapshotStorage storage) throws Exception {
        List<RocksIterator> rows = new ArrayList<>();
        // Read once and in order: the cache is for the task.
        ReadOptions options = new ReadOptions().setFillCache(false).setReadaheadSize(2 << 20);
        try {
            options.setSnapshot(database.log().reach(cut));
            for (CanonicalRows state : states) {
                rows.add(database.rocks().newIterator(state.family().handle(), options));
            }
            return write(rows, storage);
        } finally {
            rows.forEach(RocksIterator::close);
            options.close();
            discard();
        }
    }

    private KeyedSnapshot write(List<RocksIterator> rows, SnapshotStorage storage)
            throws IOException, RocksDBException {
        KeyedSnapshotWriter writer = new KeyedSnapshotWriter(range, storage.begin());
        for (int group = range.first(); group <= range.last(); group++) {
            for (int state = 0; state < states.size(); state++) {
                states.get(state).write(group, state, rows.get(state), writer);
                rows.get(state).status();
            }
            writer.endGroup();
        }
        return writer.finish(new KeyedHeader(
                keys, states.stream().map(state -> state.family().schema()).toList()));
    }

    @Override
    public void discard() {
        try {
            if (!database.log().cancel(cut)) {
                Snapshot snapshot = database.log().reach(cut);
                database.rocks().releaseSnapshot(snapshot);
                snapshot.close();
            }
            database.release();
        } catch (IOException e) {
            throw new UncheckedIOException("Files of RocksDB can't be removed", e);
        }
    }
}
