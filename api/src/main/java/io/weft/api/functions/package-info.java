/**
 * What a user writes: functions of one input, and what they are given to emit with.
 *
 * <p>Uses types. Functions run on the thread of their task.
 */
package io.weft.api.functions;
