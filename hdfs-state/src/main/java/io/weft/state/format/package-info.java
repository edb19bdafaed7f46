/**
 * The canonical form of state, which every backend writes and reads: {@code docs/state-format.md}. Depends on {@code io.weft.state} and
 * {@code io.weft.state.snapshot}. Written by whichever thread writes a snapshot, read by the thread of the task.
 */
package io.weft.state.format;
