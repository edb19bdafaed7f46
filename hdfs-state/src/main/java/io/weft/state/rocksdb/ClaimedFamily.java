package io.weft.state.rocksdb;

import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.rocksdb.database.StateFamily;
import org.rocksdb.ColumnFamilyHandle;

/**
 * The rows of a state that the program has asked for.
 *
 * @param stamped true if rows have stamps
 */
record ClaimedFamily(
        String name, StateKind kind, boolean stamped, RowSerializers serializers, ColumnFamilyHandle handle) {

    /** What is there now: the serializers tell of the classes that they have met so far. */
    StateFamily described() {
        return new StateFamily(serializers.schema(name, kind, stamped), StateFamily.Form.ROWS, handle);
    }
}
