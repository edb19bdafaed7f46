/**
 * Rows of state in memory in front of a database: what was written last and is not in the database yet, and what was read or written not
 * long ago. Knows nothing of the database but that it takes batches. Depends on the JDK alone.
 */
package io.weft.state.rocksdb.log;
