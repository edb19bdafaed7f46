package io.weft.state.heap;

import io.weft.state.heap.table.StateTable;

/**
 * The row of the current key and namespace in a state. It is looked up once for a key, whatever the number of accesses. Owned by the thread
 * of the task.
 */
final class CurrentRow {

    private static final long NEVER = -1;

    private final CurrentKey key;
    private final KeyedTables tables;
    // Null if nothing is cleaned up beside the accesses.
    private final IncrementalCleanup cleanup;

    private Object namespace;
    private long foundAt = NEVER;
    private int slot;

    CurrentRow(CurrentKey key, KeyedTables tables, IncrementalCleanup cleanup) {
        this.key = key;
        this.tables = tables;
        this.cleanup = cleanup;
    }

    void setNamespace(Object newNamespace) {
        namespace = newNamespace;
        foundAt = NEVER;
    }

    /** The row's slot in {@link #table}, or -1 if there is none. */
    int find() {
        return foundAt == key.version() ? slot : lookUp();
    }

    private int lookUp() {
        if (key.version() == 0 || (namespace == null && tables.layout().namespaced())) {
            throw new IllegalStateException("State '" + tables.name()
                    + "' can be used only where there is a key: while a record of a keyed stream is processed, or a timer"
                    + " fires");
        }
        if (cleanup != null) {
            cleanup.step();
        }
        StateTable table = tables.find(key.group());
        if (table == null) {
            slot = -1;
        } else if (namespace == null) {
            slot = table.find(key.key(), hash());
        } else {
            slot = table.find(key.key(), namespace, hash());
        }
        foundAt = key.version();
        return slot;
    }

    private int hash() {
        return StateTable.rowHash(key.hash(), namespace);
    }

    /** Where the row is that {@link #find} found. Not remembered: to store a reference costs more than to look it up. */
    StateTable table() {
        return tables.find(key.group());
    }

    /** Adds the row that {@link #find} did not find, and answers its slot. */
    int insert(Object value) {
        slot = tables.table(key.group()).insert(key.ownKey(), namespace, hash(), value);
        return slot;
    }

    /** Takes away the row that {@link #find} found. */
    void remove() {
        tables.remove(key.group(), slot);
        slot = -1;
    }
}
