/**
 * What a user writes: functions of one input, their lifecycle, and what a running function knows of its surroundings.
 *
 * <p>Uses serialization, types, config and execution. Functions run on the thread of their task.
 */
package io.weft.api.functions;
