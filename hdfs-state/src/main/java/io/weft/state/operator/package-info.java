/**
 * State of an operator's subtask that belongs to no key: lists that are dealt out or united when the parallelism changes, and broadcast maps.
 * Depends on {@code io.weft.state}, its format and snapshots; owned by the thread of its task.
 */
package io.weft.state.operator;
