/**
 * The way to write a program: the environment, and streams that grow operators. Every call adds a node to the environment's plan.
 *
 * <p>Uses everything else in the API. Owned by the thread that runs the program's {@code main}.
 */
package io.weft.api.datastream;
