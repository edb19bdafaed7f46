/**
 * State that belongs to an operator's subtask, not to a key: lists and broadcast maps. Depends on {@code io.weft.state.format} and
 * {@code io.weft.state.snapshot}. Used by the thread of its task.
 */
package io.weft.state.operator;
