/**
 * Time as functions see it: the clock, the watermark, and timers.
 *
 * <p>Uses the JDK only. Timers run on the thread of their task.
 */
package io.weft.api.time;
