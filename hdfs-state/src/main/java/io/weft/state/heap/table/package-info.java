/**
 * What state on the heap is kept in: tables, lists and heaps that a snapshot shares with the task for as long as they don't change, and that
 * copy what they change. Depends on {@code io.weft.api.state} only; owned by the thread of a task, but for what a snapshot reads.
 */
package io.weft.state.heap.table;
