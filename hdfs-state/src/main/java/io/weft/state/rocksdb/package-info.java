/**
 * The state backend that keeps state in RocksDB on local disks: the only package that knows RocksDB. Depends on {@code io.weft.state},
 * {@code io.weft.state.format} and {@code io.weft.state.snapshot}.
 *
 * <p>Each backend has a database of its own, in it a column family for each state. The key of a row is the key group in two bytes, the key,
 * the namespace if there is one, and for maps the entry's key, each as its serializer writes it. Such bytes say where they end, so no row's
 * key is the beginning of another's, and the rows of a key group, of a key, and of a map lie together.
 */
package io.weft.state.rocksdb;
