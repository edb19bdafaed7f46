/**
 * Files, wherever they lie: paths, file systems found by their scheme, and the local one.
 *
 * <p>Uses config. File systems are safe for any thread, streams belong to one; every call may block on I/O.
 */
package io.weft.api.fs;
