/**
 * Functions that see timestamps, timers and side outputs.
 *
 * <p>Uses functions, functions.rich and time. Functions run on the thread of their task.
 */
package io.weft.api.functions.process;
