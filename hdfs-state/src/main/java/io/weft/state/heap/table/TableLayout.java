package io.weft.state.heap.table;

import java.util.function.UnaryOperator;

/**
 * What the tables of one state have in common.
 *
 * @param namespaced true if a row has a namespace
 * @param stamped true if a row has the time at which it was last touched
 * @param copier makes a value that can be changed while the given one is read by another thread; null if values never change
 * @param snapshots of the backend
 */
public record TableLayout(
        boolean namespaced, boolean stamped, UnaryOperator<Object> copier, SnapshotsInFlight snapshots) {}
