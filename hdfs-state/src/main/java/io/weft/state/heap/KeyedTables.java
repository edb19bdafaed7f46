package io.weft.state.heap;

import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.TableLayout;
import io.weft.state.heap.table.TableView;
import io.weft.state.heap.table.TimeToLive;

/** All rows of one state: a table for each key group that has rows. Owned by the thread of the task. */
final class KeyedTables {

    private final String name;
    private final StateKind kind;
    private final RowSerializers serializers;
    private final TableLayout layout;
    private final TableLayout entries;
    private final TimeToLive timeToLive;
    private final StateTable[] groups;

    /**
     * Without rows.
     *
     * @param entries of the tables that are the values of a map state, else null
     * @param timeToLive null if rows live for ever
     * @param groupCount of the backend's range
     */
    KeyedTables(
            String name,
            StateKind kind,
            RowSerializers serializers,
            TableLayout layout,
            TableLayout entries,
            TimeToLive timeToLive,
            int groupCount) {
        this.name = name;
        this.kind = kind;
        this.serializers = serializers;
        this.layout = layout;
        this.entries = entries;
        this.timeToLive = timeToLive;
        this.groups = new StateTable[groupCount];
    }

    String name() {
        return name;
    }

    StateKind kind() {
        return kind;
    }

    RowSerializers serializers() {
        return serializers;
    }

    TableLayout layout() {
        return layout;
    }

    /** The layout of the tables that are a map state's values; null for other states. */
    TableLayout entries() {
        return entries;
    }

    /** Null if rows live for ever. */
    TimeToLive timeToLive() {
        return timeToLive;
    }

    int groupCount() {
        return groups.length;
    }

    /** The table of a group, or null if it has no rows. */
    StateTable find(int group) {
        return groups[group];
    }

    /** The table of a group, which is made if there is none. */
    StateTable table(int group) {
        StateTable table = groups[group];
        if (table == null) {
            table = new StateTable(layout);
            groups[group] = table;
        }
        return table;
    }

    /** Takes a row away; a table without rows is dropped. */
    void remove(int group, int slot) {
        StateTable table = groups[group];
        table.remove(slot);
        if (table.size() == 0) {
            groups[group] = null;
        }
    }

    /** The rows of each group as they are now, for a snapshot, which has begun; null for a group that has none. */
    TableView[] freeze() {
        TableView[] frozen = new TableView[groups.length];
        for (int group = 0; group < groups.length; group++) {
            frozen[group] = groups[group] == null ? null : groups[group].freeze();
        }
        return frozen;
    }
}
