/**
 * A job as seen from outside: its id, its states, how to follow it and what became of it.
 *
 * <p>Uses the JDK only. Safe for any thread.
 */
package io.weft.api.execution;
