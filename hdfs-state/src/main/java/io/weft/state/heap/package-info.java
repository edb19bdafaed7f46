/** Keyed state on the heap. Depends on the JDK only; a table belongs to the thread of its task. */
package io.weft.state.heap;
