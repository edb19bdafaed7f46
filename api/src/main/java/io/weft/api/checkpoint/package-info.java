/**
 * How a job's checkpoints are made, and how functions take part in them: they hand in their state, find it again, and hear when a
 * checkpoint is complete.
 *
 * <p>Uses state, state.backend, config and fs. Functions' part is called on the thread of the task.
 */
package io.weft.api.checkpoint;
