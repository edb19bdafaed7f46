/**
 * Reads checkpoints and savepoints for people, without the job. Depends on the forms in which state is written, and on RocksDB only for what
 * that wrote in its own files. Used by one thread.
 */
package io.weft.state.inspection;
