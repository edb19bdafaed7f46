package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.state.format.KeyedHeader;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.heap.table.SnapshotsInFlight;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import java.io.IOException;
import java.util.List;

/** Writes what a backend held at one moment, key group by key group. */
final class HeapSnapshot implements SnapshotWork<KeyedSnapshot> {

    private final KeyGroupRange range;
    private final TypeSerializer<Object> keys;
    private final SnapshotsInFlight snapshots;
    private List<FrozenState> states;

    /**
     * Taken by the task's thread.
     *
     * @param keys the serializer that all states write their keys with
     * @param snapshots where this one has begun
     */
    HeapSnapshot(
            KeyGroupRange range, TypeSerializer<Object> keys, List<FrozenState> states, SnapshotsInFlight snapshots) {
        this.range = range;
        this.keys = keys;
        this.states = states;
        this.snapshots = snapshots;
    }

    @Override
    public KeyedSnapshot write(SnapshotStorage storage) throws IOException {
        try {
            List<FrozenState> frozen = states;
            KeyedSnapshotWriter writer = new KeyedSnapshotWriter(range, storage.begin());
            for (int group = 0; group < range.size(); group++) {
                for (int state = 0; state < frozen.size(); state++) {
                    frozen.get(state).write(group, state, writer);
                }
                writer.endGroup();
            }
            return writer.finish(new KeyedHeader(
                    SerializerSnapshot.of(keys),
                    frozen.stream().map(FrozenState::schema).toList()));
        } finally {
            discard();
        }
    }

    @Override
    public void discard() {
        states = List.of();
        snapshots.end();
    }
}
