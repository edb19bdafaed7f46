/**
 * Keyed state as objects on the heap. Depends on {@code io.weft.state}, its formats and tables; owned by the thread of its task, but for
 * snapshots, which another thread writes.
 */
package io.weft.state.heap;
