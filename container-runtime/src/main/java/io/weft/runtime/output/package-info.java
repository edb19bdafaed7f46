/**
 * Spreads the records that leave a task over its channels, one class for each partitioning.
 *
 * <p>May use: the API, {@code io.weft.model}, {@code io.weft.runtime.channel}, {@code .operator} and {@code .hot}. Belongs to the task's
 * thread.
 */
package io.weft.runtime.output;
