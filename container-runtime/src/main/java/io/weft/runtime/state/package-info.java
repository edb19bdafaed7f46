/** The state of a task's operators. Used by the task's thread alone. */
package io.weft.runtime.state;
