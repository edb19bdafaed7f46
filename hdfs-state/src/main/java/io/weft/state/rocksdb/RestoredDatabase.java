package io.weft.state.rocksdb;

import io.weft.model.checkpoint.KeyedSnapshot.BackendFile;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.rocksdb.database.Database;
import io.weft.state.rocksdb.database.StateFamily;
import java.util.List;
import java.util.Map;

/**
 * A database with all that was restored.
 *
 * @param keys how keys were written, once for each piece
 * @param files the tables of the checkpoint that are the database's own as well, by their names
 */
record RestoredDatabase(
        Database database, List<StateFamily> families, List<SerializerSnapshot> keys, Map<String, BackendFile> files) {}
