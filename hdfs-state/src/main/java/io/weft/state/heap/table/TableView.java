package io.weft.state.heap.table;

/**
 * The rows of a table at one moment. The arrays are no longer written to, except that a value may be replaced by a copy of itself.
 *
 * @param hashes 0 where there is no row
 * @param cells key and value of each slot side by side
 * @param namespaces or null
 * @param stamps or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TableView(int[] hashes, Object[] cells, Object[] namespaces, long[] stamps) {

    public int slots() {
        return hashes.length;
    }

    public boolean isTaken(int slot) {
        return hashes[slot] != 0;
    }

    public Object key(int slot) {
        return cells[2 * slot];
    }

    public Object value(int slot) {
        return cells[2 * slot + 1];
    }
}
