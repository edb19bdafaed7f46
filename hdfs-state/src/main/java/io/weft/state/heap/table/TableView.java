package io.weft.state.heap.table;

/**
 * The rows of a table at one moment. The arrays are no longer written to, except that a value may be replaced by a copy of itself.
 *
 * @param hashes 0 where there is no row
 * @param objects of each slot's key and value those that are kept as objects, side by side; null if none is
 * @param numbers of each slot's key and value those that are kept as numbers, side by side; null if none is
 * @param namespaces or null
 * @param stamps or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TableView(
        TableLayout layout, int[] hashes, Object[] objects, long[] numbers, Object[] namespaces, long[] stamps) {

    public int slots() {
        return hashes.length;
    }

    public boolean isTaken(int slot) {
        return hashes[slot] != 0;
    }

    public Object key(int slot) {
        return layout.keys() == null
                ? objects[slot * layout.objects()]
                : layout.keys().object(numbers[slot * layout.numbers()]);
    }

    public Object value(int slot) {
        return layout.values() == null
                ? objects[(slot + 1) * layout.objects() - 1]
                : layout.values().object(numbers[(slot + 1) * layout.numbers() - 1]);
    }
}
