/**
 * The kinds of state as rows of a database. Depends on {@code io.weft.state}, {@code io.weft.state.rocksdb.database} and
 * {@code io.weft.state.rocksdb.log}. Used by the thread of the task.
 */
package io.weft.state.rocksdb.kind;
