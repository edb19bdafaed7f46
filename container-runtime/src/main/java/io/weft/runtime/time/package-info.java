/** Event time and timers in a chain. Used by the task's thread alone. */
package io.weft.runtime.time;
