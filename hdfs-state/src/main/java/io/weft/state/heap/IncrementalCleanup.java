package io.weft.state.heap;

import io.weft.state.heap.table.ElementList;
import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.TimeToLive;

/** Looks through a state bit by bit, round and round, for rows that have ended. Owned by the thread of the task. */
final class IncrementalCleanup {

    /** Free slots are looked at too; this many for each row. */
    private static final int SLOTS_A_ROW = 4;

    private final KeyedTables tables;
    private final int rows;
    private int group;
    private int slot;

    /** @param rows how many to look at in a step */
    IncrementalCleanup(KeyedTables tables, int rows) {
        this.tables = tables;
        this.rows = rows;
    }

    /** Goes on a little. Slots found before are void afterwards. */
    void step() {
        long nowMs = tables.timeToLive().nowMs();
        int left = rows;
        for (int slots = SLOTS_A_ROW * rows; slots > 0 && left > 0; slots--) {
            StateTable table = tables.find(group);
            if (table == null || slot >= table.slots()) {
                group = group + 1 == tables.groupCount() ? 0 : group + 1;
                slot = 0;
            } else if (!table.isTaken(slot)) {
                slot++;
            } else {
                left--;
                if (clean(table, nowMs)) {
                    // The row behind it has perhaps moved up: the slot is looked at again.
                    tables.remove(group, slot);
                } else {
                    slot++;
                }
            }
        }
    }

    /** Cleans up within the row's value; returns true if nothing is left of it. */
    private boolean clean(StateTable table, long nowMs) {
        TimeToLive timeToLive = tables.timeToLive();
        return switch (tables.kind()) {
            case VALUE, REDUCING, AGGREGATING -> timeToLive.hasEnded(table.stamp(slot), nowMs);
            case LIST -> {
                int ended = ((ElementList) table.value(slot)).countEnded(timeToLive, nowMs);
                if (ended > 0) {
                    ((ElementList) table.own(slot)).dropEnded(timeToLive, nowMs);
                }
                yield ((ElementList) table.value(slot)).size() == 0;
            }
            case MAP -> {
                HeapMapState.dropEnded(table, slot, timeToLive, nowMs);
                yield ((StateTable) table.value(slot)).size() == 0;
            }
            case TIMERS -> throw new IllegalStateException("Timers have no time to live");
        };
    }
}
