/**
 * State as operators use it: the interfaces that a state backend implements, and the state of an operator's subtask that is not keyed by
 * anything. Depends on {@code io.weft.api}, {@code io.weft.model} and {@code io.weft.state.snapshot}. Everything here is used by the
 * thread of its task, but for {@link io.weft.state.snapshot.SnapshotWork}.
 */
package io.weft.state;
