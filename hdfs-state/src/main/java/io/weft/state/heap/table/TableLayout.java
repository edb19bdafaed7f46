package io.weft.state.heap.table;

import java.util.function.UnaryOperator;

/**
 * What the tables of one state have in common.
 *
 * @param keys how keys are kept: as numbers of that type, or as objects if it is null
 * @param values how values are kept, in the same way
 * @param namespaced true if a row has a namespace
 * @param stamped true if a row has the time at which it was last touched
 * @param copier makes a value that can be changed while the given one is read by another thread; null if values never change
 * @param snapshots of the backend
 */
public record TableLayout(
        NumberType keys,
        NumberType values,
        boolean namespaced,
        boolean stamped,
        UnaryOperator<Object> copier,
        SnapshotsInFlight snapshots) {

    /** How many of a row's key and value are objects: 0 to 2. They lie side by side, for they are nearly always touched together. */
    int objects() {
        return (keys == null ? 1 : 0) + (values == null ? 1 : 0);
    }

    /** How many of a row's key and value are numbers: the others. */
    int numbers() {
        return 2 - objects();
    }
}
