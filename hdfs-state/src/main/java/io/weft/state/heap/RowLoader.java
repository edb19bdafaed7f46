package io.weft.state.heap;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroups;
import io.weft.state.StateMigrationException;
import io.weft.state.format.RowReader;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateSchema;
import io.weft.state.heap.table.ElementList;
import io.weft.state.heap.table.StateTable;
import java.io.IOException;

/** Reads the rows of a restored state into its tables or its timers. Owned by the thread of the task. */
final class RowLoader {

    private final String operator;
    private final int maxParallelism;
    private final int firstGroup;

    // Of the row at hand, and of those that follow with the same key and namespace.
    private Object key;
    private int keyHash;
    private Object namespace;
    private int slot;

    RowLoader(String operator, int maxParallelism, int firstGroup) {
        this.operator = operator;
        this.maxParallelism = maxParallelism;
        this.firstGroup = firstGroup;
    }

    /**
     * Loads the rows of a key group.
     *
     * @param nowMs the stamp of rows that have none although the state has a time to live now
     */
    void load(StateSchema schema, int group, RowReader rows, RowSerializers serializers, KeyedTables tables, long nowMs)
            throws IOException, StateMigrationException {
        StateTable table = tables.table(group - firstGroup);
        serializers.startScope();
        while (rows.next()) {
            DataInputView in = rows.in();
            if (!rows.isSameEntry()) {
                readKey(group, schema, serializers, in);
            }
            long stamp = schema.stamped() ? in.readLong() : nowMs;
            switch (schema.kind()) {
                case VALUE, REDUCING, AGGREGATING -> {
                    insert(table, serializers.values().get(0).deserialize(in));
                    stamp(table, slot, tables, stamp);
                }
                case LIST -> {
                    if (!rows.isSameEntry()) {
                        insert(table, new ElementList(tables.timeToLive() != null));
                    }
                    Object element = serializers.values().get(0).deserialize(in);
                    ((ElementList) table.value(slot)).add(element, stamp);
                }
                case MAP -> {
                    if (!rows.isSameEntry()) {
                        insert(table, new StateTable(tables.entries()));
                    }
                    loadEntry((StateTable) table.value(slot), serializers, in, tables, stamp);
                }
                case TIMERS -> throw new IllegalStateException("Timers are not in tables");
            }
        }
    }

    private void loadEntry(StateTable map, RowSerializers serializers, DataInputView in, KeyedTables tables, long stamp)
            throws IOException {
        TypeSerializer<Object> values = serializers.values().get(1);
        Object entryKey = serializers.values().get(0).deserialize(in);
        Object value = in.readBoolean() ? values.deserialize(in) : null;
        int entry = map.insert(entryKey, null, HeapMapState.hash(entryKey), value);
        stamp(map, entry, tables, stamp);
    }

    private void insert(StateTable table, Object value) {
        slot = table.insert(key, namespace, StateTable.rowHash(keyHash, namespace), value);
    }

    private static void stamp(StateTable table, int slot, KeyedTables tables, long stamp) {
        if (tables.timeToLive() != null) {
            table.stamp(slot, stamp);
        }
    }

    <N> void loadTimers(
            StateSchema schema, int group, RowReader rows, RowSerializers serializers, HeapTimerQueue<N> timers)
            throws IOException, StateMigrationException {
        serializers.startScope();
        while (rows.next()) {
            readKey(group, schema, serializers, rows.in());
            @SuppressWarnings("unchecked") // read as such
            N of = (N) namespace;
            timers.add(group - firstGroup, key, keyHash, of, rows.in().readLong());
        }
    }

    private void readKey(int group, StateSchema schema, RowSerializers serializers, DataInputView in)
            throws IOException, StateMigrationException {
        key = serializers.keys().deserialize(in);
        keyHash = KeyGroups.hash(key);
        namespace = serializers.namespaces() == null
                ? null
                : serializers.namespaces().deserialize(in);
        schema.checkGroup(operator, key, group, KeyGroups.groupOfHash(keyHash, maxParallelism));
    }
}
