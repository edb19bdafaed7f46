/** The running operators of sinks, and the second phase of those that have one. */
package io.weft.runtime.sink;
