package io.weft.state.rocksdb.database;

import io.weft.state.format.StateSchema;
import org.rocksdb.ColumnFamilyHandle;

/** A column family, and what is in it. */
public record StateFamily(StateSchema schema, Form form, ColumnFamilyHandle handle) {

    /** How a state lies in a column family. */
    public enum Form {
        /** Row by row, as it is read and written. */
        ROWS,
        /**
         * In the blocks of the canonical form, as it was restored: only who asks for the state knows how to read them. The key is the key
         * group in two bytes, and in four the place among the group's chunks.
         */
        BLOCKS
    }
}
