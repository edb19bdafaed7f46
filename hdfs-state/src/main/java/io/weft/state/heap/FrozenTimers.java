package io.weft.state.heap;

import io.weft.api.serialization.DataOutputView;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.format.StateSchema;
import io.weft.state.heap.table.Timed;
import java.io.IOException;

/** The timers of a queue. Owned by the thread that writes them. */
final class FrozenTimers implements FrozenState {

    private final String name;
    private final RowSerializers serializers;
    private final Timed[][] groups;

    /**
     * Taken by the task's thread, while a snapshot has begun.
     *
     * @param serializers of the snapshot
     */
    FrozenTimers(String name, RowSerializers serializers, HeapTimerQueue<?> timers) {
        this.name = name;
        this.serializers = serializers;
        this.groups = timers.freeze();
    }

    @Override
    public StateSchema schema() {
        return serializers.schema(name, StateKind.TIMERS, false);
    }

    @Override
    public void write(int group, int state, KeyedSnapshotWriter writer) throws IOException {
        Timed[] timers = groups[group];
        if (timers == null) {
            return;
        }
        writer.beginState(state);
        serializers.startScope();
        for (int i = 0; i < timers.length && timers[i] != null; i++) {
            GroupTimers.Entry<?> timer = (GroupTimers.Entry<?>) timers[i];
            DataOutputView out = writer.newEntry();
            serializers.keys().serialize(timer.key(), out);
            serializers.namespaces().serialize(timer.namespace(), out);
            out.writeLong(timer.time());
        }
        writer.endState();
        groups[group] = null;
    }
}
