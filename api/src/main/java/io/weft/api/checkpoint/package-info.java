/**
 * How functions take part in checkpoints: they hand in their state, find it again, and hear when a checkpoint is complete.
 *
 * <p>Uses state. Everything here is called on the thread of the task.
 */
package io.weft.api.checkpoint;
