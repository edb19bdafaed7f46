/**
 * Channels to tasks in other TaskManagers. {@link io.weft.runtime.network.DataNetwork} is the way in; writers and readers belong to
 * their tasks' threads, {@link io.weft.runtime.network.DataConnection} and the two ends of a connection to network threads, and
 * {@link io.weft.runtime.network.OutgoingChannel} and {@link io.weft.runtime.network.IncomingChannel} are where the two meet.
 *
 * <p>May use: {@code io.weft.api.serialization}, {@code io.weft.model}, {@code io.weft.transport}, {@code io.weft.runtime.channel},
 * {@code io.weft.runtime.hot}.
 */
package io.weft.runtime.network;
