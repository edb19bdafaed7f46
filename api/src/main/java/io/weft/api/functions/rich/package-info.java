/**
 * Functions with a lifecycle, and what a running function knows of its surroundings: its job, its subtask, its state.
 *
 * <p>Uses functions, state, serialization, types, config and execution. Functions run on the thread of their task.
 */
package io.weft.api.functions.rich;
