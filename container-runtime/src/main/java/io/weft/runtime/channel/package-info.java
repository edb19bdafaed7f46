/**
 * Channels between tasks: what travels in them, the ends that tasks hold, and the channels inside one TaskManager.
 *
 * <p>May use: {@code io.weft.api.serialization}, {@code io.weft.model}. A writer belongs to the producing task's thread, a reader to
 * the consuming task's; {@link io.weft.runtime.channel.Doorbell} is where the two meet.
 */
package io.weft.runtime.channel;
