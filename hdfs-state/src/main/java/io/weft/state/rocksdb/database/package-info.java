/**
 * Databases of RocksDB, what those of a process share, and how their rows are named. Depends on {@code io.weft.state.format} and
 * {@code io.weft.state.rocksdb.log}.
 */
package io.weft.state.rocksdb.database;
