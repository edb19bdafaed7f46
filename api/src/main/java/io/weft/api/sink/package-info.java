/**
 * What a sink is: writers, with state or without, and committers that publish what was written; and the older sink functions.
 *
 * <p>Uses functions, checkpoint, state, eventtime and serialization. Everything runs on the thread of the sink's task.
 */
package io.weft.api.sink;
