/**
 * What a sink is: writers, and committers that publish what was written; and the older sink function.
 *
 * <p>Uses functions, eventtime and serialization. Everything runs on the thread of the sink's task.
 */
package io.weft.api.sink;
