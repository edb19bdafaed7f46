package io.weft.state.heap;

import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.format.StateSchema;
import io.weft.state.heap.table.ElementList;
import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.TableView;
import io.weft.state.heap.table.TimeToLive;
import java.io.IOException;

/** The rows of a state. Owned by the thread that writes them. */
final class FrozenTables implements FrozenState {

    private final String name;
    private final StateKind kind;
    private final boolean stamped;
    private final RowSerializers serializers;
    private final TableView[] groups;
    // Null if rows are written whether or not they have ended.
    private final TimeToLive timeToLive;
    private final long nowMs;

    /**
     * Taken by the task's thread, while a snapshot has begun.
     *
     * @param keys of the snapshot
     */
    FrozenTables(KeyedTables tables, TypeSerializer<Object> keys) {
        TimeToLive ttl = tables.timeToLive();
        name = tables.name();
        kind = tables.kind();
        stamped = ttl != null;
        serializers = tables.serializers().duplicate(keys);
        groups = tables.freeze();
        timeToLive = ttl != null && ttl.leftOutOfSnapshots() ? ttl : null;
        nowMs = timeToLive == null ? 0 : timeToLive.nowMs();
    }

    @Override
    public StateSchema schema() {
        return serializers.schema(name, kind, stamped);
    }

    @Override
    public void write(int group, int state, KeyedSnapshotWriter writer) throws IOException {
        TableView table = groups[group];
        if (table == null) {
            return;
        }
        writer.beginState(state);
        serializers.startScope();
        for (int slot = 0; slot < table.slots(); slot++) {
            if (table.isTaken(slot)) {
                switch (kind) {
                    case VALUE, REDUCING, AGGREGATING -> writeValue(table, slot, writer);
                    case LIST -> writeList(table, slot, (ElementList) table.value(slot), writer);
                    case MAP -> writeMap(table, slot, ((StateTable) table.value(slot)).view(), writer);
                    case TIMERS -> throw new IllegalStateException("Timers are not in tables");
                }
            }
        }
        writer.endState();
        groups[group] = null;
    }

    private void writeValue(TableView table, int slot, KeyedSnapshotWriter writer) throws IOException {
        long stamp = stamped ? table.stamps()[slot] : 0;
        if (isLeftOut(stamp)) {
            return;
        }
        DataOutputView out = newEntry(table, slot, writer);
        writeStamp(stamp, out);
        serializers.values().get(0).serialize(table.value(slot), out);
    }

    private void writeList(TableView table, int slot, ElementList list, KeyedSnapshotWriter writer) throws IOException {
        TypeSerializer<Object> serializer = serializers.values().get(0);
        boolean first = true;
        for (int i = 0; i < list.size(); i++) {
            long stamp = stamped ? list.stamp(i) : 0;
            if (!isLeftOut(stamp)) {
                DataOutputView out = first ? newEntry(table, slot, writer) : writer.sameEntry();
                first = false;
                writeStamp(stamp, out);
                serializer.serialize(list.element(i), out);
            }
        }
    }

    private void writeMap(TableView table, int slot, TableView map, KeyedSnapshotWriter writer) throws IOException {
        boolean first = true;
        for (int i = 0; i < map.slots(); i++) {
            long stamp = stamped ? map.stamps()[i] : 0;
            if (map.isTaken(i) && !isLeftOut(stamp)) {
                DataOutputView out = first ? newEntry(table, slot, writer) : writer.sameEntry();
                first = false;
                writeStamp(stamp, out);
                serializers.values().get(0).serialize(map.key(i), out);
                Object value = map.value(i);
                out.writeBoolean(value != null);
                if (value != null) {
                    serializers.values().get(1).serialize(value, out);
                }
            }
        }
    }

    private DataOutputView newEntry(TableView table, int slot, KeyedSnapshotWriter writer) throws IOException {
        DataOutputView out = writer.newEntry();
        serializers.keys().serialize(table.key(slot), out);
        if (serializers.namespaces() != null) {
            serializers.namespaces().serialize(table.namespaces()[slot], out);
        }
        return out;
    }

    private boolean isLeftOut(long stamp) {
        return timeToLive != null && timeToLive.hasEnded(stamp, nowMs);
    }

    private void writeStamp(long stamp, DataOutputView out) throws IOException {
        if (stamped) {
            out.writeLong(stamp);
        }
    }
}
