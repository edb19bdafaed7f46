/**
 * A program as it was written: operators, edges, and how records are spread; nothing decided. And the way by which it leaves the API
 * to be run.
 *
 * <p>Uses functions, eventtime, source, sink, types, config and execution. Owned by the thread that builds the program.
 */
package io.weft.api.plan;
